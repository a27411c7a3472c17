/**
 * Looks a little ahead, every minute, and hands each deadline that is coming to the deadline queue, delayed to its
 * second. A mark per shard remembers how far the last sweep got, so that each is handed over once; what should have
 * rung by now and has not is the head of the index, and is handed over again.
 */
import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { laterOf } from "../../shared/domain/later-of.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";
import type { DueIndex } from "../../shared/ports/due-index.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";

/** A schedule's own tolerance twice, and some to spare: no deadline falls between two sweeps. */
const lookAheadSeconds = 150;
/** What is later than this was missed, not merely on its way. */
const overdueSeconds = 30;
const pageSize = 500;

export type Ports = {
  readonly dueIndex: DueIndex;
  readonly deadlines: DeadlineQueue;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

/**
 * `tick` is the minute this sweep is for, by the schedule's clock: what a sweep looks at, and how far the mark moves,
 * does not depend on a clock of ours that may be wrong.
 */
export const sweepDeadlines =
  (ports: Ports) =>
  async (tick: Date): Promise<void> => {
    const swept = await Promise.allSettled(
      ports.dueIndex.shards.map((shard) => sweepShard(ports, shard, tick)),
    );
    const done = swept.flatMap((shard) => (shard.status === "fulfilled" ? [shard.value] : []));
    const armed = done.reduce((sum, shard) => sum + shard.armed, 0);
    const overdue = done.reduce((sum, shard) => sum + shard.overdue, 0);
    ports.telemetry.count("DeadlinesArmed", armed);
    ports.telemetry.count("DeadlinesOverdue", overdue);
    ports.telemetry.note("deadlines.swept", { armed, overdue, shardsFailed: swept.length - done.length });
    // Only now: what a failed handler leaves running is frozen with it, and would arm with the delay of a past minute.
    for (const shard of swept) if (shard.status === "rejected") throw shard.reason;
  };

const sweepShard = async (ports: Ports, shard: number, tick: Date) => {
  const overdue = await rearmOverdue(ports, shard, tick);
  const from = await ports.dueIndex.armedUntil(shard);
  const after = laterOf(from, secondsFrom(tick, -overdueSeconds));
  const until = secondsFrom(tick, lookAheadSeconds);
  if (after >= until) return { armed: 0, overdue };
  const due = await ports.dueIndex.dueBetween({ shard, after, until, limit: pageSize });
  await arm(ports, due, tick);
  // A full page: the mark stays at its last deadline, and the next sweep goes on from there.
  const last = due.length === pageSize ? due.at(-1)?.dueAt : undefined;
  await ports.dueIndex.markArmed({
    shard,
    from,
    until: last === undefined ? until : new Date(Date.parse(last) - 1),
  });
  return { armed: due.length, overdue };
};

const rearmOverdue = async (ports: Ports, shard: number, tick: Date): Promise<number> => {
  const until = secondsFrom(tick, -overdueSeconds);
  const missed = await ports.dueIndex.dueBetween({ shard, after: new Date(0), until, limit: pageSize });
  await arm(ports, missed, tick);
  return missed.length;
};

/** By the later of two clocks: a tick is told again when a sweep failed. Early does no harm, the deadline comes back. */
const arm = ({ deadlines, wallClock }: Ports, due: readonly DeadlineReached[], tick: Date): Promise<void> =>
  deadlines.arm(due, laterOf(wallClock.now(), tick));

const secondsFrom = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);
