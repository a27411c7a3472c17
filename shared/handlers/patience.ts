/**
 * How long something has been failing, as far as this process has seen. Measured from its first failure here and not
 * from its own age: after an outage everything is old, and must not be given up at its first stumble; nor may a clock
 * that is wrong decide.
 */
export type Patience = {
  /** Whether what failed just now has failed for too long. */
  readonly hasFailedTooLong: (id: string) => boolean;
  readonly forget: (id: string) => void;
};

/** What failed here and went well elsewhere is never forgotten by name; so few at a time fail that this is plenty. */
const most = 1000;

export const patience = (seconds: number, monotonic: () => number = () => performance.now()): Patience => {
  const failingSince = new Map<string, number>();
  return {
    hasFailedTooLong: (id) => {
      const now = monotonic();
      const since = failingSince.get(id);
      if (since !== undefined) return now - since > seconds * 1000;
      if (failingSince.size >= most) failingSince.clear();
      failingSince.set(id, now);
      return false;
    },
    forget: (id) => void failingSince.delete(id),
  };
};
