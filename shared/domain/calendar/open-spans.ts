/**
 * When a calendar is open, date by date. The hours of a date may reach into the next where the clocks go forward around
 * midnight, so what is known is told one date late: up to the start of the date that was read last, nothing can be added.
 */
import type { Calendar } from "./calendar-shape.ts";
import { openOn } from "./open-on.ts";
import { between, union, type Span } from "./spans.ts";
import { dayAt, dayOf, instantOf } from "./wall-time.ts";

/** In order and apart from each other; a calendar that does not close may come in several. */
export function* openSpans(calendar: Calendar, from: number, to: number): Generator<Span> {
  if (calendar.always_on === true) {
    yield* between([{ start: from, end: to }], from, to);
    return;
  }
  const holidays = new Set(calendar.holidays);
  const last = lastDayWithHours(calendar) + 2;
  let untold: Span[] = [];
  for (let day = dayAt(calendar.time_zone, from) - 1; day <= last; day += 1) {
    const begins = instantOf(calendar.time_zone, day, "00:00");
    const known = union([...untold, ...openOn(calendar, day, holidays)]);
    yield* between(known, from, Math.min(begins, to));
    if (begins >= to) return;
    untold = between(known, begins, Infinity);
  }
}

/** Weeks go on for ever; a calendar of single dates ends with the last of them. */
const lastDayWithHours = ({ weekly = {}, date_overrides = {} }: Calendar): number =>
  Object.values(weekly).some((hours = []) => hours.length > 0)
    ? Infinity
    : Math.max(-Infinity, ...Object.keys(date_overrides).map(dayOf));
