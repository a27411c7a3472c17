/**
 * The hours in which a clock counts, answered to the second. What counts is real time that passes while a calendar is
 * open and nothing pauses the clock: a day on which the clocks go back has 25 hours of it.
 */
import type { Calendar } from "./calendar/calendar-shape.ts";
import { openSpans } from "./calendar/open-spans.ts";
import { businessDayAfter } from "./calendar/business-days.ts";
import { union, without, type Span } from "./calendar/spans.ts";
import { dayAt, instantOf, wallTimeOf } from "./calendar/wall-time.ts";

/** A time in which a clock does not count. It goes on as long as `to` is null. They may overlap. */
export type Pause = { readonly from: Date; readonly to: Date | null };

/** Looking further ahead than this for an instant somebody waits for is looking for nothing. */
const horizonMs = 40 * 366 * 86_400_000;

/**
 * When a budget is used up. One that is used up exactly as the calendar closes, or as a pause begins, is due then.
 * Null under a pause that goes on, and in a calendar that does not open for so long within forty years.
 */
export const dueAt = (
  calendar: Calendar,
  from: Date,
  budgetSeconds: number,
  pauses: readonly Pause[] = [],
): Date | null => {
  if (!(budgetSeconds >= 0)) throw new RangeError(`a budget is no less than 0 seconds: ${budgetSeconds}`);
  const start = instant(from);
  let left = Math.round(budgetSeconds * 1000);
  if (left === 0) return from;
  for (const span of countedSpans(calendar, { start, end: start + horizonMs }, pauses)) {
    const length = span.end - span.start;
    if (left <= length) return new Date(span.start + left);
    left -= length;
  }
  return null;
};

/**
 * When so many business days are over: at the same time of the day on the last of them, or as the calendar opens next. A
 * business day is a date with any hours. Null where there are not so many within forty years, or that time never comes.
 */
export const dueInDays = (calendar: Calendar, from: Date, businessDays: number): Date | null => {
  if (!Number.isSafeInteger(businessDays) || businessDays < 0)
    throw new RangeError(`business days are a whole number from 0: ${businessDays}`);
  const day = businessDayAfter(calendar, dayAt(calendar.time_zone, instant(from)), businessDays);
  if (day === null) return null;
  const at = instantOf(calendar.time_zone, day, wallTimeOf(calendar.time_zone, instant(from)));
  return nextOpening(calendar, new Date(at + (instant(from) % 60_000)));
};

/** How much of a budget the time between two instants uses up: nothing, where the second is the earlier one. */
export const openSecondsBetween = (
  calendar: Calendar,
  from: Date,
  to: Date,
  pauses: readonly Pause[] = [],
): number => {
  let openMs = 0;
  for (const { start, end } of countedSpans(calendar, { start: instant(from), end: instant(to) }, pauses))
    openMs += end - start;
  return openMs / 1000;
};

/** Whether a calendar is open: at the instant it opens it is, at the one it closes it is not. */
export const isOpen = (calendar: Calendar, at: Date): boolean =>
  !openSpans(calendar, instant(at), instant(at) + 1).next().done;

/** When a calendar opens next: `at` itself while it is open, null when it does not within forty years. */
export const nextOpening = (calendar: Calendar, at: Date): Date | null => {
  const next = openSpans(calendar, instant(at), instant(at) + horizonMs).next();
  return next.done ? null : new Date(next.value.start);
};

function* countedSpans(calendar: Calendar, { start, end }: Span, pauses: readonly Pause[]): Generator<Span> {
  const paused = union(
    pauses.map(({ from, to }) => ({ start: instant(from), end: to === null ? Infinity : instant(to) })),
  );
  const lastPause = paused.at(-1);
  const until = lastPause?.end === Infinity ? Math.min(end, lastPause.start) : end;
  for (const span of openSpans(calendar, start, until)) yield* without([span], paused);
}

const instant = (date: Date): number => {
  const at = date.getTime();
  if (Number.isNaN(at)) throw new RangeError("an invalid date is no instant");
  return at;
};
