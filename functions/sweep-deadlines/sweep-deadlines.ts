/**
 * Looks a little ahead, every minute, and hands each deadline that is coming to the deadline queue, delayed to its
 * second. A mark per shard remembers how far the last sweep got, so that each is handed over once; what should have
 * rung by now and has not is the head of the index, and is handed over again.
 */
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

export const sweepDeadlines = (ports: Ports) => async (): Promise<void> => {
  const now = ports.wallClock.now();
  const swept = await Promise.all(ports.dueIndex.shards.map((shard) => sweepShard(ports, shard, now)));
  const armed = swept.reduce((sum, shard) => sum + shard.armed, 0);
  const overdue = swept.reduce((sum, shard) => sum + shard.overdue, 0);
  ports.telemetry.count("DeadlinesArmed", armed);
  ports.telemetry.count("DeadlinesOverdue", overdue);
  ports.telemetry.note("deadlines.swept", { armed, overdue });
};

const sweepShard = async (ports: Ports, shard: number, now: Date) => {
  const overdue = await rearmOverdue(ports, shard, now);
  const from = await ports.dueIndex.armedUntil(shard);
  const after = new Date(Math.max(from.getTime(), now.getTime() - overdueSeconds * 1000));
  const until = new Date(now.getTime() + lookAheadSeconds * 1000);
  if (after >= until) return { armed: 0, overdue };
  const due = await ports.dueIndex.dueBetween({ shard, after, until, limit: pageSize });
  await ports.deadlines.arm(due, now);
  // A full page: the mark stays at its last deadline, and the next sweep goes on from there.
  const last = due.length === pageSize ? due.at(-1)?.dueAt : undefined;
  await ports.dueIndex.markArmed({
    shard,
    from,
    until: last === undefined ? until : new Date(Date.parse(last) - 1),
  });
  return { armed: due.length, overdue };
};

const rearmOverdue = async ({ dueIndex, deadlines }: Ports, shard: number, now: Date): Promise<number> => {
  const until = new Date(now.getTime() - overdueSeconds * 1000);
  const missed = await dueIndex.dueBetween({ shard, after: new Date(0), until, limit: pageSize });
  await deadlines.arm(missed, now);
  return missed.length;
};
