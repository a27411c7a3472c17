/** When an event takes place. */
import type { Span } from "../domain/calendar/spans.ts";
import { instantAt } from "../domain/calendar/wall-time.ts";
import type { EndOf } from "./duration.ts";
import type { Event } from "./event.ts";
import { instantOfMoment, wallIn, type Moment } from "./moment.ts";
import type { Reading } from "./reading.ts";
import { ruleTimes } from "./rule-times.ts";

/** Of one rule within one window: more is a mistake in the rule, and no roster. */
export const mostOccurrences = 10_000;

/** What does not take place: what begins at an instant, or on the wall on a date, as the first midnight of that is. */
export type Skipped = { readonly instants: ReadonlySet<number>; readonly dates: ReadonlySet<number> };

type Occurrence = Span & { readonly wall: number };

const dayMs = 86_400_000;

export const skippedBy = (moments: readonly Moment[]): Skipped => ({
  instants: new Set(moments.filter(({ isDate }) => !isDate).map(instantOfMoment)),
  dates: new Set(moments.filter(({ isDate }) => isDate).map(({ wall }) => wall)),
});

/** Those that touch the window, none of them twice. What has no length is found where it begins. */
export const occurrencesOf = (event: Event, skipped: readonly Skipped[], reading: Reading): Span[] => {
  const { zone } = event.start;
  const ends = event.endOf ?? ((wall) => instantAt(zone, wall) + 1);
  const ruled = wallsOf(event, ends, reading).map((wall) => ({
    wall,
    start: instantAt(zone, wall),
    end: ends(wall),
  }));
  const dated = event.dates.map(({ moment, endOf }) => {
    const wall = wallIn(zone, moment);
    return { wall, start: instantOfMoment(moment), end: endOf?.(moment.wall) ?? ends(wall) };
  });
  const starts = new Map([...ruled, ...dated].map((occurrence) => [occurrence.start, occurrence]));
  return [...starts.values()].filter(
    (occurrence) => touches(occurrence, reading.window) && !skipped.some(skips(occurrence)),
  );
};

/** A series is its rules and its dates; its start is among the times of the rules, if it keeps to them itself. */
const wallsOf = ({ start, rules, replaces }: Event, ends: EndOf, { window, effort }: Reading): number[] => {
  if (rules.length === 0 || replaces !== undefined) return [start.wall];
  const length = ends(start.wall) - instantOfMoment(start);
  const reach = { start: window.start - length - 2 * dayMs, end: window.end + 2 * dayMs };
  return rules.flatMap((rule) => [...ruleTimes(rule, start, reach, effort).take(mostOccurrences + 1)]);
};

const touches = ({ start, end }: Span, window: Span): boolean =>
  start < end && start < window.end && end > window.start;

const skips =
  ({ start, wall }: Occurrence) =>
  ({ instants, dates }: Skipped): boolean =>
    instants.has(start) || dates.has(Math.floor(wall / dayMs) * dayMs);
