/** Times and spans in the words of a page: figures that read the same in every language, in the reader's own zone. */
import { offsetAt } from "../calendar/offset-at.ts";
import { dayAt, isoDateOf, wallTimeOf } from "../calendar/wall-time.ts";

/** `03:15`, with the date before it where it is not today's: all in the wall time of a zone. */
export const clockTime = (at: Date, zone: string, now: Date): string => {
  const [instant, today] = [at.getTime(), dayAt(zone, now.getTime())];
  const day = dayAt(zone, instant);
  const time = wallTimeOf(zone, instant);
  return day === today ? time : `${isoDateOf(day)} ${time}`;
};

/** The same and how far that is from UTC: an hour that comes twice is told apart, a reader elsewhere can reckon. */
export const fullClockTime = (at: Date, zone: string, now: Date): string =>
  `${clockTime(at, zone, now)} (${offsetText(offsetAt(zone, at.getTime()))} ${zone})`;

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
