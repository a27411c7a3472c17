import ICAL from "ical.js";

export type WrittenShift = {
  readonly responder: string;
  /** What people call them, if that is not the id. */
  readonly name?: string;
  readonly from: Date;
  readonly to: Date;
  readonly because?: string;
};

export type WrittenCalendar = {
  readonly name: string;
  readonly now: Date;
  /** Which zone to show it in, an IANA name: the shifts themselves are in UTC. */
  readonly timeZone?: string;
};

/** ical.js does not count the space that a folded line begins with: RFC 5545, 3.1 would have 75 bytes with it. */
ICAL.foldLength = 74;

/** How often whoever subscribes may look for changes. */
const refreshed = "PT1H";

/**
 * Shifts as an iCal feed (RFC 5545), to the second; `readFeed` reads them back. A shift is known by its responder and its
 * start: for whoever imports the feed again, what changed takes the place of what was there.
 */
export const writeFeed = (
  shifts: readonly WrittenShift[],
  { name, now, timeZone }: WrittenCalendar,
): string =>
  ICAL.stringify([
    "vcalendar",
    [
      text("version", "2.0"),
      text("prodid", "-//First Reply//On call//EN"),
      text("calscale", "GREGORIAN"),
      text("method", "PUBLISH"),
      ["refresh-interval", {}, "duration", refreshed],
      extension("x-published-ttl", refreshed),
      extension("x-wr-calname", name),
      ...(timeZone === undefined ? [] : [extension("x-wr-timezone", timeZone)]),
    ],
    shifts.map((shift) => ["vevent", eventLines(shift, now), []]),
  ]);

/** On call is not busy (TRANSP): it keeps nobody from inviting them. */
const eventLines = ({ responder, name = "", from, to, because }: WrittenShift, now: Date): Line[] => [
  text("uid", `${iso(from).replaceAll(/[-:]/gu, "")}-${encodeURIComponent(clean(responder))}@first-reply`),
  time("dtstamp", now),
  time("last-modified", now),
  time("dtstart", from),
  time("dtend", to),
  text("summary", name.trim() === "" ? responder : name),
  ...(because === undefined ? [] : [text("description", because)]),
  text("transp", "TRANSPARENT"),
];

/** In jCal, RFC 7265: name, parameters, type and value. */
type Line = [string, Record<string, never>, string, string];

const text = (name: string, value: string): Line => [name, {}, "text", clean(value)];
const time = (name: string, at: Date): Line => [name, {}, "date-time", iso(at)];

/** A name that RFC 5545 has not: ical.js would write its type beside it, which calendars do not expect there. */
const extension = (name: string, value: string): Line => [
  name,
  {},
  "unknown",
  clean(value)
    .replaceAll(/[\\;,]/gu, "\\$&")
    .replaceAll("\n", "\\n"),
];

const iso = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** What a content line can carry: whole characters, and no controls but tabs and line ends. */
const clean = (value: string): string =>
  value
    .toWellFormed()
    .replaceAll(/\r\n?/gu, "\n")
    .replaceAll(/[^\P{Cc}\t\n]/gu, "");
