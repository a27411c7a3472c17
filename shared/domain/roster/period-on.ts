/** Which day, week or month of a rotation a date is in. A date is the number of its day since 1970-01-01. */
import { weekdays } from "../calendar/open-on.ts";
import { dayOf, isoDateOf, weekdayOf } from "../calendar/wall-time.ts";
import type { Rotation } from "./rotation-shape.ts";

type Days = ReadonlySet<number>;
type PeriodOf = (first: number, day: number, days: Days) => number;

/** Counted from the first date of the rotation, which is in 0; null on a date that is not among its days. */
export const periodOn = ({ type, start_local, by_day }: Rotation): ((day: number) => number | null) => {
  const days = new Set((by_day ?? weekdays).map((name) => weekdays.indexOf(name)));
  let first = dayOf(start_local.slice(0, 10));
  while (!days.has(weekdayOf(first))) first += 1;
  if (by_day !== undefined && type === "weekly") first -= (weekdayOf(first) + 6) % 7;
  if (by_day !== undefined && type === "monthly") first -= dateOf(first).getUTCDate() - 1;
  const period = type === "monthly" ? monthsBetween : type === "weekly" ? weeksBetween : daysBetween;
  return (day) => (days.has(weekdayOf(day)) ? period(first, day, days) : null);
};

const daysBetween: PeriodOf = (first, day, days) => countBefore(day, days) - countBefore(first, days);

const weeksBetween: PeriodOf = (first, day) => Math.floor((day - first) / 7);

/** A month begins with the date of the first one, or with its last day where it is too short for that. */
const monthsBetween: PeriodOf = (first, day) => {
  const [begins, date] = [dateOf(first), dateOf(day)];
  const months = monthOf(date) - monthOf(begins);
  return date.getUTCDate() < Math.min(begins.getUTCDate(), lengthOfMonth(date)) ? months - 1 : months;
};

/** How many of these days of the week lie between 1970-01-01 and a date. */
const countBefore = (day: number, days: Days): number => {
  const weeks = Math.floor(day / 7);
  let count = weeks * days.size;
  for (let other = weeks * 7; other < day; other += 1) if (days.has(weekdayOf(other))) count += 1;
  return count;
};

const dateOf = (day: number): Date => new Date(isoDateOf(day));
const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
const lengthOfMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
