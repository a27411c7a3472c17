import type { DeadlineReached } from "../contracts/deadline-reached.ts";

/** Conversations with something left to decide, by shard, in the order it is due. */
export type DueIndex = {
  readonly shards: readonly number[];
  /** Deadlines with `after` < due ≤ `until`, the earliest first, at most `limit`. Eventually consistent. */
  readonly dueBetween: (range: {
    readonly shard: number;
    readonly after: Date;
    readonly until: Date;
    readonly limit: number;
  }) => Promise<DeadlineReached[]>;
  /** Until when the deadlines of this shard were already handed to the deadline queue; the epoch for never. */
  readonly armedUntil: (shard: number) => Promise<Date>;
  /** Moves that mark from `from` to `until`, unless another sweep did so first: then `false`. */
  readonly markArmed: (mark: {
    readonly shard: number;
    readonly from: Date;
    readonly until: Date;
  }) => Promise<boolean>;
};
