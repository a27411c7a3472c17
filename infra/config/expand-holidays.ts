/**
 * Turns the holidays of a written configuration into dates, before anybody else reads it. They reach from the start of
 * this year over the two that follow, so equal sources give equal bundles all year long, and a deploy a year keeps them
 * ahead.
 */
import * as z from "zod";
import { WrittenHoliday } from "../../shared/config/written-calendar.ts";
import { dayOf, isoDateOf } from "../../shared/domain/calendar/wall-time.ts";
import { problemWith, publicHolidays, type Closure } from "./public-holidays.ts";

const thisYearAndTwoMore = [0, 1, 2];

/**
 * A configuration whose calendars hold dates only, of the years that are so many after today's. All else in it is left as
 * it is: its own schema will judge it.
 */
export const expandHolidays = (today: Date, yearsAfter: readonly number[] = thisYearAndTwoMore) =>
  z.looseObject({ calendars: z.record(z.string(), expandCalendar(today, yearsAfter)).optional() });

/** The same for one calendar. */
export const expandCalendar = (today: Date, yearsAfter: readonly number[] = thisYearAndTwoMore) =>
  writtenCalendar(yearsAfter.map((later) => today.getUTCFullYear() + later));

const writtenCalendar = (years: readonly number[]) =>
  z
    .looseObject({
      holidays: z.array(WrittenHoliday).superRefine(checkPlaces).optional(),
      breaks: z.record(z.string(), z.array(z.unknown())).optional(),
    })
    .transform(async ({ holidays, breaks = {}, ...rest }) => {
      if (holidays === undefined) return { ...rest, breaks };
      const closures = (await Promise.all(holidays.map((holiday) => closuresOf(holiday, years)))).flat();
      const [whole, part] = [closures.filter(isWhole), closures.filter((closure) => !isWhole(closure))];
      return {
        ...rest,
        holidays: [...new Set(whole.map(({ date }) => date))].toSorted(),
        breaks: part.reduce(
          (all, { date, closed }) => ({ ...all, [date]: [...(all[date] ?? []), closed] }),
          breaks,
        ),
      };
    });

async function checkPlaces(holidays: readonly WrittenHoliday[], context: z.RefinementCtx): Promise<void> {
  for (const [index, holiday] of holidays.entries()) {
    if (typeof holiday === "string" || !("country" in holiday)) continue;
    const problem = await problemWith(holiday);
    if (problem !== undefined)
      context.addIssue({ code: "custom", path: [index, problem.field], message: problem.message });
  }
}

const closuresOf = async (holiday: WrittenHoliday, years: readonly number[]): Promise<Closure[]> => {
  if (typeof holiday === "string") return closuresOf({ date: holiday, closed: ["00:00", "24:00"] }, years);
  if ("country" in holiday) return publicHolidays(holiday, years);
  if ("from" in holiday) return datesBetween(holiday.from, holiday.to).map(wholly);
  const { date, closed } = holiday;
  return date.length > "12-24".length
    ? [{ date, closed }]
    : years.map((year) => ({ date: `${year}-${date}`, closed })).filter((closure) => exists(closure.date));
};

const wholly = (date: string): Closure => ({ date, closed: ["00:00", "24:00"] });

const datesBetween = (from: string, to: string): string[] =>
  Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => isoDateOf(dayOf(from) + index));

const isWhole = ({ closed }: Closure): boolean => closed.join() === "00:00,24:00";

/** 29 February does so every fourth year. */
const exists = (date: string): boolean => z.iso.date().safeParse(date).success;
