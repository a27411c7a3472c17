/**
 * How far the sweeps have come with one shard of the due index. A sweep looks at it in two directions, a page each in
 * turn, so that neither keeps the other waiting, and goes on where the last one stopped:
 *
 * - *ahead*, at what nobody has handed over yet: from `armedUntil`, which only moves forward, to a little behind the
 *   sweep's own minute. After an outage that is also what fell due meanwhile, and it is handed over whatever its age.
 * - *back*, at what was handed over and is still here a minute after it was due. That is a round, from the oldest on. A
 *   round may take several sweeps; what it hands over again are the deadlines whose turn came between the beginning of
 *   the round before and its own. So every turn is seen by exactly one round, however long each takes.
 */
import * as z from "zod";
import { ConversationId } from "../ids.ts";
import { laterOf } from "../later-of.ts";
import { isRearmedBetween } from "./rearm-turns.ts";

/** A place in a shard: behind this conversation's deadline, or, without one, behind all that are due by then. */
export const DuePosition = z.strictObject({
  dueAt: z.iso.datetime(),
  conversationId: ConversationId.nullable(),
});
export type DuePosition = z.infer<typeof DuePosition>;

export const SweepProgress = z.strictObject({
  /** Grows by one each time it is saved; it is saved only over the one that was loaded. */
  revision: z.int().nonnegative(),
  armedUntil: DuePosition,
  roundBeganAt: z.iso.datetime(),
  /** The round under way, if one is. */
  round: z
    .strictObject({
      previousBeganAt: z.iso.datetime(),
      seenUntil: DuePosition,
      until: z.iso.datetime(),
    })
    .nullable(),
});
export type SweepProgress = z.infer<typeof SweepProgress>;

/** A stretch of a shard that is to be looked at. */
export type Look = { readonly after: DuePosition; readonly until: Date };

/** Two sweeps, each up to a minute late, and some to spare: no deadline falls between them. */
const lookAheadSeconds = 150;
/** What is later than this was missed, and not merely on its way. It is also when a deadline's first turn comes. */
const overdueSeconds = 60;

export const firstPosition: DuePosition = { dueAt: new Date(0).toISOString(), conversationId: null };

export const neverSwept: SweepProgress = {
  revision: 0,
  armedUntil: firstPosition,
  roundBeganAt: firstPosition.dueAt,
  round: null,
};

/** The progress of a sweep that begins at `tick`: with the round that was left unfinished, or a new one. */
export const beginSweep = (progress: SweepProgress, tick: Date): SweepProgress => {
  const { armedUntil, roundBeganAt, round } = progress;
  if (round !== null) return progress;
  const missedBy = secondsFrom(tick, -overdueSeconds);
  const armedBy = new Date(armedUntil.dueAt);
  const until = armedBy < missedBy ? armedBy : missedBy;
  return {
    ...progress,
    roundBeganAt: laterOf(tick, new Date(roundBeganAt)).toISOString(),
    round: { previousBeganAt: roundBeganAt, seenUntil: firstPosition, until: until.toISOString() },
  };
};

/** What to look at ahead, in a sweep of `tick`; null when all of it was handed over. */
export const lookAhead = ({ armedUntil }: SweepProgress, tick: Date): Look | null => {
  const until = secondsFrom(tick, lookAheadSeconds);
  return new Date(armedUntil.dueAt) < until ? { after: armedUntil, until } : null;
};

/** What is left of the round; null when it is through. */
export const lookBack = ({ round }: SweepProgress): Look | null =>
  round === null ? null : { after: round.seenUntil, until: new Date(round.until) };

/** Whether the round hands a deadline over again, or leaves it for another. */
export const isRearmed = ({ round, roundBeganAt }: SweepProgress, dueAt: Date): boolean =>
  round !== null && isRearmedBetween(dueAt, new Date(round.previousBeganAt), new Date(roundBeganAt));

/** How far each look came: to a position with more behind it, or, null, to its end. */
export type Looked = {
  readonly ahead: { readonly until: Date; readonly next: DuePosition | null } | null;
  readonly back: { readonly next: DuePosition | null } | null;
};

export const advance = (progress: SweepProgress, { ahead, back }: Looked): SweepProgress => ({
  ...progress,
  revision: progress.revision + 1,
  ...(ahead !== null && {
    armedUntil: ahead.next ?? { dueAt: ahead.until.toISOString(), conversationId: null },
  }),
  ...(back !== null && {
    round: progress.round && back.next && { ...progress.round, seenUntil: back.next },
  }),
});

const secondsFrom = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);
