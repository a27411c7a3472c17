import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { laterOf } from "../../shared/domain/later-of.ts";
import { nextInPhase } from "../../shared/domain/sweeping/in-phase.ts";
import {
  advance,
  beginSweep,
  isRearmed,
  lookAhead,
  lookBack,
  type Look,
} from "../../shared/domain/sweeping/sweep-progress.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";
import type { DueIndex, DuePage } from "../../shared/ports/due-index.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";

export type SweepPorts = {
  readonly dueIndex: DueIndex;
  readonly deadlines: DeadlineQueue;
  readonly wallClock: WallClock;
};

/** What became of a shard, or of several. */
export type Swept = {
  /** Handed over for the first time. */
  readonly armed: number;
  /** Handed over again, of those that are overdue. */
  readonly rearmed: number;
  /** Found overdue, whether it was their turn or not. */
  readonly overdue: number;
  /** Shards of which something was left for the next sweep. */
  readonly unfinished: number;
};

export const nothingSwept: Swept = { armed: 0, rearmed: 0, overdue: 0, unfinished: 0 };

type Shard = {
  readonly shard: number;
  readonly tick: Date;
  readonly hasTime: () => boolean;
  readonly pageSize: number;
  readonly pagesEachWay: number;
};

/**
 * A page ahead, a page back, remembered; and on, until both looks are at their end. What was handed over and not
 * remembered, because somebody fell in between, is handed over twice.
 */
export const sweepShard = async (ports: SweepPorts, given: Shard): Promise<Swept> => {
  const { shard, tick, hasTime, pagesEachWay } = given;
  const now = laterClock(ports.wallClock, tick);
  let progress = beginSweep(await ports.dueIndex.progressOf(shard), tick);
  let { armed, rearmed, overdue } = nothingSwept;
  for (let pages = 0; pages === 0 || (pages < pagesEachWay && hasTime()); pages += 1) {
    const [ahead, back] = [lookAhead(progress, tick), lookBack(progress)];
    if (ahead === null && back === null) return { armed, rearmed, overdue, unfinished: 0 };
    const [coming, late] = await Promise.all([page(ports, given, ahead), page(ports, given, back)]);
    const again = late.deadlines.filter(({ dueAt }) => isRearmed(progress, new Date(dueAt)));
    await armInPhase(ports, [...coming.deadlines, ...again], now);
    armed += coming.deadlines.length;
    rearmed += again.length;
    overdue += late.deadlines.length;
    progress = advance(progress, { ahead: ahead && { ...ahead, ...coming }, back: back && late });
    // Somebody else is sweeping this shard, and further than we are.
    if (!(await ports.dueIndex.saveProgress(shard, progress)))
      return { armed, rearmed, overdue, unfinished: 0 };
  }
  return { armed, rearmed, overdue, unfinished: 1 };
};

const page = async (
  { dueIndex }: SweepPorts,
  { shard, pageSize }: Shard,
  look: Look | null,
): Promise<DuePage> =>
  look === null ? { deadlines: [], next: null } : dueIndex.page({ shard, ...look, limit: pageSize });

/** As many as the queue takes in one call: each call finds its own moment, and one that is late keeps no other from its. */
const together = 10;

const armInPhase = async (
  { deadlines, wallClock }: SweepPorts,
  all: readonly DeadlineReached[],
  now: () => Date,
): Promise<void> => {
  for (let left = all; left.length > 0;) {
    const { afterMs, due, rest } = nextInPhase(left, now(), together);
    await wallClock.waitUntil(new Date(wallClock.now().getTime() + afterMs));
    await deadlines.arm(due, now);
    left = rest;
  }
};

/**
 * The later of two clocks: ours, and the schedule's, which goes on from `tick`. A tick is told again when a sweep failed,
 * and ours may be slow. Early does no harm, the deadline comes back.
 */
const laterClock = ({ now }: WallClock, tick: Date): (() => Date) => {
  const begins = now().getTime();
  return () => laterOf(now(), new Date(tick.getTime() + now().getTime() - begins));
};
