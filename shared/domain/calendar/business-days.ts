import type { Calendar } from "./calendar-shape.ts";
import { openOn } from "./open-on.ts";

/** Forty years of days: further ahead nobody waits. */
const horizonDays = 40 * 366;

/** The date that is so many dates with any hours after this one, as the number of its day; null for none in forty years. */
export const businessDayAfter = (calendar: Calendar, day: number, count: number): number | null => {
  const holidays = new Set(calendar.holidays);
  let [at, left] = [day, count];
  while (left > 0) {
    at += 1;
    if (at - day > horizonDays) return null;
    if (calendar.always_on === true || openOn(calendar, at, holidays).length > 0) left -= 1;
  }
  return at;
};
