/**
 * Looks a little ahead, every minute, and hands each deadline that is coming to the deadline queue, delayed to its
 * second; what should have rung by now and has not is handed over again, at growing intervals. All shards are swept side
 * by side, each page by page for as long as there is time, and the next sweep goes on where this one stopped.
 */
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import { nothingSwept, sweepShard, type Swept, type SweepPorts } from "./sweep-shard.ts";

export type Ports = SweepPorts & { readonly telemetry: Telemetry };

/** What one sweep takes on at most, of each shard. */
export type SweepLimits = {
  readonly pageSize: number;
  readonly pagesEachWay: number;
  /** For how long it begins another page. */
  readonly seconds: number;
};

/** Well within its time-out, and over before the next one begins. */
const usualLimits: SweepLimits = { pageSize: 500, pagesEachWay: 100, seconds: 35 };

/**
 * `tick` is the minute this sweep is for, by the schedule's clock: what a sweep looks at, and how far it comes, does not
 * depend on a clock of ours that may be wrong.
 */
export const sweepDeadlines =
  (ports: Ports, chosen: Partial<SweepLimits> = {}) =>
  async (tick: Date): Promise<void> => {
    const { dueIndex, telemetry, wallClock } = ports;
    const limits = { ...usualLimits, ...chosen };
    const endsAt = wallClock.now().getTime() + limits.seconds * 1000;
    const hasTime = (): boolean => wallClock.now().getTime() < endsAt;
    const swept = await Promise.allSettled(
      dueIndex.shards.map((shard) => sweepShard(ports, { shard, tick, hasTime, ...limits })),
    );
    const done = swept.flatMap((shard) => (shard.status === "fulfilled" ? [shard.value] : []));
    const { armed, rearmed, overdue, unfinished } = done.reduce(sum, nothingSwept);
    telemetry.count("DeadlinesArmed", armed + rearmed);
    telemetry.count("DeadlinesOverdue", overdue);
    const shardsFailed = swept.length - done.length;
    telemetry.note("deadlines.swept", {
      armed,
      rearmed,
      overdue,
      shardsUnfinished: unfinished,
      shardsFailed,
    });
    // Only now: what a failed handler leaves running is frozen with it, and would arm with the delay of a past minute.
    for (const shard of swept) if (shard.status === "rejected") throw shard.reason;
  };

const sum = (one: Swept, other: Swept): Swept => ({
  armed: one.armed + other.armed,
  rearmed: one.rearmed + other.rearmed,
  overdue: one.overdue + other.overdue,
  unfinished: one.unfinished + other.unfinished,
});
