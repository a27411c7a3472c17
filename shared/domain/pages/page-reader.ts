/** Who reads a page, and when. */
export type PageReader = {
  /** The reader's own zone, an IANA name. */
  readonly zone: string;
  /** When it is said. */
  readonly now: Date;
  /** The page's own page, where it can be acknowledged; null where there is none. */
  readonly pageUrl: string | null;
};
