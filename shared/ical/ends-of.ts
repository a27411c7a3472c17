import { instantAt } from "../domain/calendar/wall-time.ts";
import { lasting, type EndOf } from "./duration.ts";
import { instantOfMoment, momentOf, wallIn, type Moment } from "./moment.ts";
import type { Property } from "./properties.ts";
import { Unreadable } from "./unreadable.ts";
import type { Zones } from "./zones.ts";

type Said = {
  readonly dtend?: readonly Property[] | undefined;
  readonly duration?: readonly Property[] | undefined;
};

/** When an event's occurrences end: undefined where they have no length. A date on its own is one day. */
export const endsOf = (said: Said, start: Moment, zones: Zones): EndOf | undefined =>
  endsAsSaid(said, start, zones) ?? (start.isDate ? lasting(start.zone, "P1D", 0) : undefined);

const endsAsSaid = ({ dtend, duration }: Said, start: Moment, zones: Zones): EndOf | undefined => {
  const [end] = dtend ?? [];
  if (end !== undefined) return untilEnd(start, momentOf(end.values[0], end, zones), end.line);
  const [lasts] = duration ?? [];
  return lasts === undefined ? undefined : lasting(start.zone, lasts.values[0], lasts.line);
};

/**
 * Every occurrence ends at the same time on the wall. RFC 5545, 3.8.5.3 would have each last exactly as long as the
 * first, but a night from 22:00 to 06:00 is one in March too, for whoever wrote it and in every calendar that shows it.
 */
const untilEnd = (start: Moment, end: Moment, line: number): EndOf | undefined => {
  const length = wallIn(start.zone, end) - start.wall;
  if (length < 0) throw new Unreadable("ends before it has begun: let DTEND come after DTSTART", { line });
  if (length === 0) return undefined;
  return (wall) => (wall === start.wall ? instantOfMoment(end) : instantAt(start.zone, wall + length));
};
