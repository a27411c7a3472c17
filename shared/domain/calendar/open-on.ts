import type { Calendar } from "./calendar-shape.ts";
import { union, without, type Span } from "./spans.ts";
import { instantOf, isoDateOf, weekdayOf } from "./wall-time.ts";

/** In the order of `weekdayOf`. */
export const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** When a calendar is open by the hours of one date. Around a change of the clocks that may reach into the next. */
export const openOn = (calendar: Calendar, day: number, holidays: ReadonlySet<string>): Span[] => {
  const date = isoDateOf(day);
  if (holidays.has(date)) return [];
  const spanOf = ([start, end]: readonly [string, string]): Span => ({
    start: instantOf(calendar.time_zone, day, start),
    end: instantOf(calendar.time_zone, day, end),
  });
  const hours = calendar.date_overrides?.[date] ?? weeklyHours(calendar, day);
  if (hours.length === 0 || neverWas(calendar.time_zone, day)) return [];
  return without(union(hours.map(spanOf)), union((calendar.breaks?.[date] ?? []).map(spanOf)));
};

const weeklyHours = ({ weekly }: Calendar, day: number) => weekly?.[weekdays[weekdayOf(day)] ?? "sun"] ?? [];

/** Samoa went from 29 to 31 December 2011: nobody worked on the 30th, and its hours are not the 31st's. */
export const neverWas = (zone: string, day: number): boolean =>
  instantOf(zone, day, "00:00") === instantOf(zone, day, "24:00");
