/**
 * The rules of recurrence that ical.js works out exactly. Others it reads wrongly and does not say so: BYSETPOS in most
 * places (kewisch/ical.js#1039), months in a monthly rule, days from the end of a month along with weekdays, hours that
 * are not in order. A shift on the wrong day wakes nobody, so what is not in this table is refused.
 */
import * as z from "zod";
import type { Property } from "./properties.ts";
import { Unreadable } from "./unreadable.ts";

/** jCal has one value as itself, and several as an array. */
const several = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((only) => [only])]);

const numbers = (number: z.ZodType<number>) =>
  several(number).transform((all) => all.toSorted((one, other) => one - other));

const weekdays = several(z.string().regex(/^(?:SU|MO|TU|WE|TH|FR|SA)$/u));
const weekdaysOfMonth = several(z.string().regex(/^(?:[+-]?[1-5])?(?:SU|MO|TU|WE|TH|FR|SA)$/u));
const days = numbers(z.int().min(1).max(31));
const months = numbers(z.int());
const one = z.int().transform((only) => [only]);

/** From the end only as far as no first of a month can be meant, which is where ical.js does not look. */
const positions = numbers(z.int().min(-3));

const always = {
  interval: z.int().min(1).max(1000).optional(),
  count: z.int().min(1).optional(),
  until: z.string().optional(),
  wkst: z.int().optional(),
};
const time = { byhour: numbers(z.int()).optional(), byminute: one.optional(), bysecond: one.optional() };
const hourly = { freq: z.literal("HOURLY"), ...always };
const daily = { freq: z.literal("DAILY"), ...always, ...time };
const weekly = { freq: z.literal("WEEKLY"), ...always, ...time };
const monthly = { freq: z.literal("MONTHLY"), ...always };
const yearly = { freq: z.literal("YEARLY"), ...always };

const Rule = z.union([
  z.strictObject({ ...hourly, byday: weekdays.optional(), bymonth: months.optional() }),
  z.strictObject({
    ...daily,
    byday: weekdays.optional(),
    bymonth: months.optional(),
    bymonthday: days.optional(),
  }),
  z.strictObject({ ...weekly, byday: weekdays.optional(), bymonth: months.optional() }),
  z.strictObject({ ...monthly, bymonthday: numbers(z.int()).optional() }),
  z.strictObject({ ...monthly, byday: weekdaysOfMonth }),
  z.strictObject({ ...monthly, byday: weekdays, bymonthday: days }),
  z.strictObject({ ...monthly, byday: weekdays, bysetpos: positions }),
  z.strictObject({ ...yearly, bymonth: one.optional() }),
  z.strictObject({ ...yearly, bymonth: one, bymonthday: days }).refine(comesEveryYear),
  z.strictObject({ ...yearly, bymonth: months, byday: weekdaysOfMonth }),
  z.strictObject({ ...yearly, bymonth: months, byday: weekdays, bymonthday: days }),
  z.strictObject({ ...yearly, bymonth: one, byday: weekdays, bysetpos: positions }),
]);
export type Rule = z.infer<typeof Rule>;

/** Some calendars end a rule with a semicolon, which ical.js takes for a part without a name. */
const Written = z
  .record(z.string(), z.unknown())
  .transform((parts) => Object.fromEntries(Object.entries(parts).filter(([part]) => part !== "")))
  .pipe(Rule);

export type RuleOnLine = { readonly rule: Rule; readonly line: number };

/** An RRULE. */
export const ruleOf = ({ values, line }: Property): RuleOnLine => {
  const parsed = Written.safeParse(values[0]);
  if (parsed.success) return { rule: parsed.data, line };
  throw new Unreadable(
    "repeats by a rule that is not worked out exactly here: write it with FREQ=DAILY, WEEKLY or MONTHLY and BYDAY or BYMONTHDAY, or write single events",
    { line },
  );
};

function comesEveryYear({
  bymonth: [only = 0],
  bymonthday,
}: {
  bymonth: number[];
  bymonthday: number[];
}): boolean {
  return bymonthday.every((day) => new Date(Date.UTC(2027, only - 1, day)).getUTCDate() === day);
}
