/** Which records of a shard are done with, when several batches of it are handled side by side. */
export type ShardProgress = {
  readonly begin: (sequenceNumber: string) => void;
  /** Returns the last record up to which everything is done, when that has moved on. */
  readonly finish: (sequenceNumbers: readonly string[]) => string | undefined;
  readonly unfinished: () => number;
};

export const createShardProgress = (): ShardProgress => {
  /** In the order of the stream; the value says whether the record is done. */
  const records = new Map<string, boolean>();
  return {
    begin: (sequenceNumber) => void records.set(sequenceNumber, false),
    finish: (sequenceNumbers) => {
      for (const sequenceNumber of sequenceNumbers) records.set(sequenceNumber, true);
      let reached: string | undefined;
      for (const [sequenceNumber, done] of records) {
        if (!done) break;
        records.delete(sequenceNumber);
        reached = sequenceNumber;
      }
      return reached;
    },
    unfinished: () => records.size,
  };
};
