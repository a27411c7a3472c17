import type { DeadlineReached } from "../contracts/deadline-reached.ts";
import type { DuePosition, SweepProgress } from "../domain/sweeping/sweep-progress.ts";

/** Conversations with something left to decide, by shard, in the order it is due. */
export type DueIndex = {
  readonly shards: readonly number[];
  /**
   * The deadlines behind `after` that are due no later than `until`, the earliest first, at most `limit` of them. Those
   * of one instant come in an order of the index's own, which does not change; eventually consistent.
   */
  readonly page: (range: {
    readonly shard: number;
    readonly after: DuePosition;
    readonly until: Date;
    readonly limit: number;
  }) => Promise<DuePage>;
  /** How far sweeps have come with this shard. */
  readonly progressOf: (shard: number) => Promise<SweepProgress>;
  /** Keeps the progress, unless somebody else has kept this revision or a later one: then `false`. */
  readonly saveProgress: (shard: number, progress: SweepProgress) => Promise<boolean>;
};

export type DuePage = {
  readonly deadlines: readonly DeadlineReached[];
  /** Where the next page begins; null when nothing is behind this one. */
  readonly next: DuePosition | null;
};
