/** The rules that are read, against the plain way to work them out: look at every day, and ask whether it is one. */
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { aFeed, anEvent, readIn } from "./a-feed.ts";

type Day = Temporal.PlainDate;
type Rule = { readonly says: string; readonly has: (day: Day) => boolean };

/** As Temporal numbers them, from 1. */
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const names = (days: readonly number[]): string => days.map((day) => weekdays[day - 1]).join(",");

const startDay = fc
  .integer({ min: 0, max: 2000 })
  .map((days) => Temporal.PlainDate.from("2021-01-01").add({ days }));
const interval = fc.integer({ min: 1, max: 6 });
const someWeekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 });

const daysFrom = (one: Day, other: Day): number => one.until(other, { largestUnit: "day" }).days;
const monthsFrom = (one: Day, other: Day): number => (other.year - one.year) * 12 + other.month - one.month;
const datesIn = (month: Day): Day[] =>
  Array.from({ length: month.daysInMonth }, (_, date) => month.with({ day: date + 1 }));

/** Every rule here has the day it starts on: RFC 5545 says nothing of others. */
const daily = (start: Day): fc.Arbitrary<Rule> =>
  fc.tuple(interval, someWeekdays).map(([every, some]) => {
    const on = [...new Set([...some, start.dayOfWeek])];
    return {
      says: `FREQ=DAILY;INTERVAL=${every};BYDAY=${names(on)}`,
      has: (day) => daysFrom(start, day) % every === 0 && on.includes(day.dayOfWeek),
    };
  });

const weekly = (start: Day): fc.Arbitrary<Rule> =>
  fc.tuple(interval, someWeekdays, fc.integer({ min: 1, max: 7 })).map(([every, some, first]) => {
    const on = [...new Set([...some, start.dayOfWeek])];
    const weekOf = (day: Day): Day => day.subtract({ days: (day.dayOfWeek - first + 7) % 7 });
    return {
      says: `FREQ=WEEKLY;INTERVAL=${every};WKST=${names([first])};BYDAY=${names(on)}`,
      has: (day) => (daysFrom(weekOf(start), weekOf(day)) / 7) % every === 0 && on.includes(day.dayOfWeek),
    };
  });

const monthlyByDate = (start: Day): fc.Arbitrary<Rule> =>
  fc
    .tuple(interval, fc.uniqueArray(fc.integer({ min: 1, max: 31 })), fc.boolean())
    .map(([every, some, last]) => {
      const on = [...new Set([start.day, ...some, ...(last ? [-1] : [])])];
      return {
        says: `FREQ=MONTHLY;INTERVAL=${every};BYMONTHDAY=${on.join(",")}`,
        has: (day) =>
          monthsFrom(start, day) % every === 0 &&
          (on.includes(day.day) || on.includes(day.day - day.daysInMonth - 1)),
      };
    });

const nthFromStart = (day: Day): number => Math.ceil(day.day / 7);
const nthFromEnd = (day: Day): number => -Math.ceil((day.daysInMonth - day.day + 1) / 7);

const monthlyByWeekday = (start: Day): fc.Arbitrary<Rule> =>
  fc.tuple(interval, fc.constantFrom(nthFromStart, nthFromEnd)).map(([every, nth]) => ({
    says: `FREQ=MONTHLY;INTERVAL=${every};BYDAY=${nth(start)}${names([start.dayOfWeek])}`,
    has: (day) =>
      monthsFrom(start, day) % every === 0 && day.dayOfWeek === start.dayOfWeek && nth(day) === nth(start),
  }));

const monthlyByPosition = (start: Day): fc.Arbitrary<Rule> =>
  fc.tuple(interval, someWeekdays, fc.boolean()).map(([every, some, fromEnd]) => {
    const on = [...new Set([...some, start.dayOfWeek])];
    const among = (day: Day) => datesIn(day).filter(({ dayOfWeek }) => on.includes(dayOfWeek));
    const place = among(start).findIndex((day) => day.equals(start));
    const back = place - among(start).length;
    const position = fromEnd && back >= -3 ? back : place + 1;
    return {
      says: `FREQ=MONTHLY;INTERVAL=${every};BYDAY=${names(on)};BYSETPOS=${position}`,
      has: (day) =>
        monthsFrom(start, day) % every === 0 &&
        (among(day)
          .at(position < 0 ? position : position - 1)
          ?.equals(day) ??
          false),
    };
  });

const story = startDay.chain((start) =>
  fc.record({
    start: fc.constant(start),
    rule: fc.oneof(
      ...[daily, weekly, monthlyByDate, monthlyByWeekday, monthlyByPosition].map((kind) => kind(start)),
    ),
    count: fc.option(fc.integer({ min: 1, max: 60 })),
    lookedAt: fc.integer({ min: -100, max: 1500 }),
    days: fc.integer({ min: 1, max: 120 }),
  }),
);

test("a rule has the days it names, and no others", () => {
  fc.assert(
    fc.property(story, ({ start, rule, count, lookedAt, days }) => {
      const ends = count === null ? "" : `;COUNT=${count}`;
      const from = start.add({ days: lookedAt });
      const to = from.add({ days });
      const feed = aFeed(
        anEvent(
          `DTSTART:${start.toString().replaceAll("-", "")}T090000Z`,
          "DURATION:PT1H",
          `RRULE:${rule.says}${ends}`,
          "SUMMARY:alice",
        ),
      );
      const all = Array.from({ length: Math.max(0, lookedAt + days) }, (_, day) => start.add({ days: day }));
      const named = all.filter(rule.has).slice(0, count ?? Infinity);
      const { shifts, problems } = readIn(feed, {
        from: `${from.toString()}T00:00Z`,
        to: `${to.toString()}T00:00Z`,
      });
      expect(problems).toEqual([]);
      expect(shifts.map((shift) => shift.from.slice(0, 10))).toEqual(
        named.filter((day) => daysFrom(from, day) >= 0).map((day) => day.toString()),
      );
    }),
    { numRuns: 200 },
  );
});
