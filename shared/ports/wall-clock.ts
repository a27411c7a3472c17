/** The time of day, for handlers; pure functions are given `now`. */
export type WallClock = {
  readonly now: () => Date;
  /** Resolves at the instant, or at once if it is past. */
  readonly waitUntil: (instant: Date) => Promise<void>;
};
