/** Money for one purpose, day by day (UTC's), in millionths of a dollar: exact, however many functions spend at once. */
export type DayBudget = {
  /** Notes money as spent before it is; false where the day has not so much left. */
  readonly claim: (now: Date, microdollars: number) => Promise<boolean>;
  /** What was claimed on that day and not spent. */
  readonly giveBack: (claimedAt: Date, microdollars: number) => Promise<void>;
};
