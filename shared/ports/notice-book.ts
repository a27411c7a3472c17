/** Who was told what, so that nobody is told twice, and nobody is left out where telling them failed half-way. */
export type NoticeBook = {
  /**
   * True for one of many who ask for the same, and never again once it was told. Whoever has it has to tell it by `until`:
   * after that it is taken to have failed, and another may.
   */
  readonly take: (notice: {
    readonly id: string;
    readonly now: Date;
    readonly until: Date;
  }) => Promise<boolean>;
  readonly markTold: (id: string, now: Date) => Promise<void>;
};
