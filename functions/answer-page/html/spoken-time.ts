/** Times as somebody reads them who was just woken: on the reader's own wall, in 24 hours, and how long ago. */
import { instantOf, dayAt, dayOf, weekdayOf } from "../../../shared/domain/calendar/wall-time.ts";
import { offsetAt } from "../../../shared/domain/calendar/offset-at.ts";
import { html, type Html } from "./html.ts";

/** Where and when it is read. */
export type Moment = { readonly now: Date; readonly timeZone: string };

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `03:12` today, `Fri 20 Nov 23:41` on any other day. */
export const wallTime = (at: Date, { now, timeZone }: Moment): string => {
  const time = localTime(at, timeZone).slice(11);
  const day = dayAt(timeZone, at.getTime());
  if (day === dayAt(timeZone, now.getTime())) return time;
  const [, month, date] = localTime(at, timeZone).slice(0, 10).split("-").map(Number);
  return `${weekdays[weekdayOf(day)]} ${date} ${months[(month ?? 1) - 1]} ${time}`;
};

export const timeTag = (at: Date, moment: Moment): Html =>
  html`<time datetime="${at.toISOString()}">${wallTime(at, moment)}</time>`;

/** `2026-11-21T03:12`: how a date field has it. */
export const localTime = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetAt(timeZone, at.getTime())).toISOString().slice(0, 16);

/** The instant at which the reader's wall shows this; null for what is no date or no time. */
export const instantOfLocal = (text: string, timeZone: string): Date | null => {
  const [, date = "", time = ""] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?$/u.exec(text) ?? [];
  const asUtc = new Date(`${date}T${time}:00Z`);
  const isReal = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().startsWith(`${date}T${time}`);
  return isReal ? new Date(instantOf(timeZone, dayOf(date), time)) : null;
};

const minuteMs = 60_000;

/** `27 min`, `2 h 5 min`, `3 days`: never more than somebody half asleep wants to know. */
export const span = (milliseconds: number): string => {
  const minutes = Math.floor(Math.abs(milliseconds) / minuteMs);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 === 0 || hours >= 12 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
};
