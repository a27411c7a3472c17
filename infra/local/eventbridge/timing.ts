/** Time and chance, so that a test can decide over both. */
export type Timing = {
  readonly now: () => Date;
  /** Runs once after so many milliseconds, unless what it returned is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** From 0 to 1. */
  readonly chance: () => number;
};

export const systemTiming: Timing = {
  now: () => new Date(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  chance: Math.random,
};
