/**
 * Shifts from an iCal feed (RFC 5545): every occurrence of its events that touches a window, as plain instants. ical.js
 * reads its lines and works out its rules; here is decided what a shift is. What cannot be read is told and never guessed:
 * a missing shift is among the problems, where one at the wrong time would show only at night.
 *
 * Every event stands for itself, and only a RECURRENCE-ID takes an occurrence from another one. So whatever a calendar
 * does with its UIDs, nobody is off call for it. Who is free in the calendar (TRANSP) is on call all the same.
 */
import { blocksOf } from "./blocks.ts";
import { readCalendar } from "./read-calendar.ts";
import { knownFrom, type Responder } from "./responders.ts";
import type { Problem, Shift } from "./shift.ts";
import { Unreadable } from "./unreadable.ts";

export type FeedOptions = {
  /** The window: from the first instant until just before the second. */
  readonly from: Date;
  readonly to: Date;
  /** An IANA name: of dates, and of times that name no zone, where the feed has no X-WR-TIMEZONE. */
  readonly timeZone: string;
  readonly responders: readonly Responder[];
};

const mostCharacters = 4_000_000;

/** Seconds of work on a small machine. */
const mostEffort = 2_000_000;

/** Throws Unreadable, with a sentence for whoever gave the address, for what is no calendar, is cut off or is too much. */
export const readFeed = (
  text: string,
  { from, to, timeZone, responders }: FeedOptions,
): { shifts: Shift[]; problems: Problem[] } => {
  if (!(from < to)) throw new RangeError("a window ends after it begins");
  if (text.length > mostCharacters)
    throw new Unreadable(
      `This iCal feed is longer than the ${mostCharacters / 1e6} million characters that are read: publish fewer of its past events.`,
    );
  const problems: Problem[] = [];
  const reading = {
    window: { start: from.getTime(), end: to.getTime() },
    timeZone,
    effort: { left: mostEffort },
    known: knownFrom(responders),
    tell: (problem: Problem) => void problems.push(problem),
  };
  const calendars = blocksOf(text).filter(({ name }) => name === "vcalendar");
  return { shifts: inOrder(calendars.flatMap((calendar) => readCalendar(calendar, reading))), problems };
};

/** None of them twice. */
const inOrder = (shifts: readonly Shift[]): Shift[] =>
  [...new Map(shifts.map((shift) => [JSON.stringify(shift), shift])).values()].toSorted(
    (one, other) => compare(one.from, other.from) || compare(one.responder, other.responder),
  );

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);
