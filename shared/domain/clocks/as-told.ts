import { breachClock, isReplyClock, isWaiting, type Clock, type DatedClock } from "./clock.ts";

/**
 * A clock that was counted anew, with what was told of it before: a breach stays told, though what was heard since may
 * have moved its start.
 */
export const asTold = (clock: DatedClock, known: readonly Clock[]): DatedClock => {
  const before = known.filter((told) => measuresTheSame(told, clock) && isWaiting(told));
  const wasBreached = before.some((told) => told.state === "breached" && clock.dueAt <= told.dueAt);
  return wasBreached ? breachClock(clock) : clock;
};

/** The clock with the warnings that were told of it, whatever has become of it since. */
export const asWarned = (clock: Clock, known: readonly Clock[]): Clock => {
  const warnedUntil = known
    .filter((told) => measuresTheSame(told, clock) && (isWaiting(told) || told.startedAt === clock.startedAt))
    .flatMap((told) => told.warnedUntil ?? [])
    .at(-1);
  return warnedUntil === undefined || clock.warnAt === undefined ? clock : { ...clock, warnedUntil };
};

/** What turns out to be a next reply may have been thought the first. */
const measuresTheSame = (one: Clock, other: Clock): boolean =>
  one.name === other.name || (isReplyClock(one) && isReplyClock(other));
