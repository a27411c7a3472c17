/** A date or a time in a feed: what the wall of a zone shows. */
import { instantAt } from "../domain/calendar/wall-time.ts";
import type { Property } from "./properties.ts";
import { Unreadable } from "./unreadable.ts";
import type { Zone, Zones } from "./zones.ts";

export type Moment = {
  /** In milliseconds, as if the wall were UTC's; the first midnight of a date. */
  readonly wall: number;
  readonly isDate: boolean;
  readonly zone: Zone;
};

/** All that a property names. */
export const momentsOf = (property: Property, zones: Zones): Moment[] =>
  property.values.map((value) => momentOf(value, property, zones));

/** One value of a property: its TZID is the zone, unless the value is a date or in UTC. */
export const momentOf = (value: unknown, { line, parameters }: Property, zones: Zones): Moment => {
  const { isUtc, ...shown } = shownBy(value, line);
  const tzid = parameters["tzid"];
  const zone = isUtc ? utc : shown.isDate || typeof tzid !== "string" ? zones.own : zones.called(tzid, line);
  return { ...shown, zone };
};

export const instantOfMoment = ({ wall, zone }: Moment): number => instantAt(zone, wall);

/** What the wall of a zone shows at a moment. */
export const wallIn = (zone: Zone, moment: Moment): number => {
  if (moment.zone === zone) return moment.wall;
  const at = instantOfMoment(moment);
  return at + zone(at);
};

/** Dates are often written without saying that they are some: ical.js gives those back as `2026-03-01T::`. */
const pattern = /^([1-9]\d{3}-\d\d-\d\d)(?:T::|T(\d\d:\d\d:\d\d)(Z?))?$/u;

/** A value as jCal has it, `2026-03-01` or `2026-03-01T09:00:00Z`. */
export const shownBy = (value: unknown, line: number) => {
  const [, date, time, utcMark] = pattern.exec(String(value)) ?? [];
  const written = `${date}T${time ?? "00:00:00"}`;
  const wall = Date.parse(`${written}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== written)
    throw new Unreadable(
      "has a date or time that does not exist: write one like 20260301 or 20260301T090000Z",
      { line },
    );
  return { wall, isDate: time === undefined, isUtc: utcMark === "Z" };
};

const utc: Zone = () => 0;
