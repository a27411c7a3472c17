/** When a layer has anybody at all: between its bounds, in its hours, and not on its holidays. */
import { neverWas, weekdays } from "../calendar/open-on.ts";
import { between, union, type Span } from "../calendar/spans.ts";
import { dayAt, dayOf, instantOf, isoDateOf, weekdayOf } from "../calendar/wall-time.ts";
import type { Hours, Layer } from "./layer-shape.ts";

const wholeDays: Hours[] = [{ start: "00:00", end: "24:00" }];

export const boundsOf = ({ from, until }: Layer, zone: string): Span => ({
  start: from === undefined ? -Infinity : boundAt(from, zone),
  end: until === undefined ? Infinity : boundAt(until, zone),
});

const boundAt = (written: string, zone: string): number =>
  written.includes("T") ? Date.parse(written) : instantOf(zone, dayOf(written), "00:00");

/** In order and apart from each other, within a window. */
export const workingSpans = (layer: Layer, zone: string, window: Span): Span[] => {
  const bounds = boundsOf(layer, zone);
  const [within] = between([window], bounds.start, bounds.end);
  if (within === undefined || (layer.only === undefined && layer.holidays === undefined))
    return within === undefined ? [] : [within];
  const holidays = new Set(layer.holidays);
  const spans: Span[] = [];
  // What begins on the day before may reach into the window, and over a day that the clocks skip.
  for (let day = dayAt(zone, within.start) - 2; instantOf(zone, day, "00:00") < within.end; day += 1)
    if (!holidays.has(isoDateOf(day)) && !neverWas(zone, day))
      spans.push(...hoursOn(layer.only ?? wholeDays, zone, day));
  return between(union(spans), within.start, within.end);
};

const hoursOn = (hours: readonly Hours[], zone: string, day: number): Span[] =>
  hours
    .filter(({ days = weekdays }) => days.some((name) => weekdays.indexOf(name) === weekdayOf(day)))
    .map(({ start, end }) => ({
      start: instantOf(zone, day, start),
      end: instantOf(zone, end > start ? day : day + 1, end),
    }));
