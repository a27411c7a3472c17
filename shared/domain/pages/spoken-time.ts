/**
 * Times and spans in the words of a page: figures that read the same in every language, in the reader's own zone. No time
 * leaves here without it: whoever is woken may be travelling, and whoever they forward it to lives elsewhere.
 */
import { offsetAt } from "../calendar/offset-at.ts";
import { dayAt, isoDateOf, wallTimeOf } from "../calendar/wall-time.ts";
import type { PageReader } from "./page-reader.ts";

type Reader = Pick<PageReader, "zone" | "now">;

/** `03:15 Berlin time`, for a line that has to be short. `at` is an instant in ISO 8601. */
export const shortTime = (at: string, reader: Reader): string =>
  `${wallTime(at, reader)} ${zoneWords(reader.zone)}`;

/** `03:15 (+01:00 Europe/Berlin)`: an hour that comes twice is told apart, a reader elsewhere can reckon. */
export const fullTime = (at: string, reader: Reader): string =>
  `${wallTime(at, reader)} (${offsetText(offsetAt(reader.zone, Date.parse(at)))} ${reader.zone})`;

/** A zone as people say it. */
export const zoneWords = (zone: string): string =>
  zone === "UTC" ? zone : `${zone.split("/").at(-1)?.replaceAll("_", " ")} time`;

/** With the date before it where it is not today's. */
const wallTime = (at: string, { zone, now }: Reader): string => {
  const instant = Date.parse(at);
  const day = dayAt(zone, instant);
  const time = wallTimeOf(zone, instant);
  return day === dayAt(zone, now.getTime()) ? time : `${isoDateOf(day)} ${time}`;
};

const minuteMs = 60_000;

const offsetText = (offsetMs: number): string => {
  const minutes = Math.round(Math.abs(offsetMs) / minuteMs);
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const two = (count: number): string => String(count).padStart(2, "0");

/** `23 minutes`, `1 hour 5 minutes`, `2 days 3 hours`: never more than was said, and nothing below a minute. */
export const spokenSpan = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / minuteMs);
  if (minutes < 1) return "less than a minute";
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return joined(counted(days, "day"), counted(hours, "hour"));
  return joined(counted(hours, "hour"), counted(minutes % 60, "minute"));
};

const counted = (count: number, noun: string): string =>
  count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");
