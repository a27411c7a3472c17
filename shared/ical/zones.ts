import { isZone, offsetAt } from "../domain/calendar/offset-at.ts";
import type { Block } from "./blocks.ts";
import { describedZone } from "./described-zone.ts";
import { legibleText } from "./properties.ts";
import type { Reading } from "./reading.ts";
import { Unreadable } from "./unreadable.ts";

/** How far the wall of a zone is ahead of UTC at an instant, both in milliseconds. */
export type Zone = (at: number) => number;

export type Zones = {
  /** The calendar's own: of its dates, and of times that name no zone. */
  readonly own: Zone;
  /** The same name is the same function. Throws Unreadable for one that nobody describes. */
  readonly called: (tzid: string, line: number) => Zone;
};

/** A zone is kept as long as the program runs, so a feed may not name as many as it likes. */
const mostZones = 100;

/** The zones of a calendar. What IANA has a name for is read from this machine's own data, whatever the feed tells. */
export const zonesOf = (calendar: Block, reading: Reading): Zones => {
  const told = legibleText(calendar, "x-wr-timezone");
  const ownName = told !== undefined && isZone(told) ? told : reading.timeZone;
  const own = ianaZone(ownName);
  const asked = new Map<string, Zone | undefined>([[ownName, own]]);
  const called = (tzid: string, line: number): Zone => {
    if (!asked.has(tzid)) {
      if (asked.size >= mostZones)
        throw new Unreadable(`is in one time zone more than the ${mostZones} that are read`, { line });
      asked.set(tzid, zoneCalled(tzid, calendar, reading));
    }
    const zone = asked.get(tzid);
    if (zone !== undefined) return zone;
    throw new Unreadable(
      `is in the time zone ${JSON.stringify(tzid.slice(0, 80))}, which the feed does not describe, or not so that it can be read: write an IANA name like Europe/Berlin`,
      { line },
    );
  };
  return { own, called };
};

const zoneCalled = (tzid: string, calendar: Block, reading: Reading): Zone | undefined => {
  const name = ianaNameIn(tzid);
  if (name !== undefined) return ianaZone(name);
  const description = calendar.blocks.find(
    (block) => block.name === "vtimezone" && legibleText(block, "tzid") === tzid,
  );
  try {
    return description && describedZone(description, reading);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
};

/** It may be the end of a name that somebody made unique, like `/example.org/2026a/Europe/Berlin`: RFC 5545, 3.8.3.1. */
const ianaNameIn = (tzid: string): string | undefined => {
  if (!tzid.startsWith("/")) return isZone(tzid) ? tzid : undefined;
  const parts = tzid.split("/").slice(-3);
  return parts.map((_, index) => parts.slice(index).join("/")).find(isZone);
};

const ianaZone =
  (name: string): Zone =>
  (at) =>
    offsetAt(name, at);
