/** What holds for every calendar, whatever its zone does with the clocks. */
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  dueAt,
  isOpen,
  nextOpening,
  openSecondsBetween,
  type Pause,
} from "../../../../shared/domain/calendar.ts";
import { Calendar } from "../../../../shared/domain/calendar/calendar-shape.ts";
import { calendarAndInstant, pausesNear } from "./any-calendar.ts";

const story = calendarAndInstant.chain(({ calendar, from }) =>
  fc.record({ calendar: fc.constant(calendar), from: fc.constant(from), pauses: pausesNear(from) }),
);
const seconds = (days: number) => fc.integer({ min: 1, max: days * 86_400 });
const later = (from: Date, by: number): Date => new Date(from.getTime() + by * 1000);

/** Every calendar of these opens again soon, so a budget of days is used up within years. */
const dueFor = (...given: Parameters<typeof dueAt>): Date => {
  const due = dueAt(...given);
  if (due === null) throw new Error("a calendar with weekly hours never used up a budget");
  return due;
};

test("a calendar that can be thought of here is one the schema takes", () => {
  fc.assert(
    fc.property(story, ({ calendar }) => {
      expect(Calendar.safeParse(calendar).error).toBeUndefined();
    }),
  );
});

test("until a budget is due, exactly the budget has passed", () => {
  fc.assert(
    fc.property(story, seconds(4), ({ calendar, from, pauses }, budget) => {
      const due = dueFor(calendar, from, budget, pauses);
      expect(openSecondsBetween(calendar, from, due, pauses)).toBe(budget);
      // And no earlier: the last second of it counted.
      expect(openSecondsBetween(calendar, from, later(due, -1), pauses)).toBe(budget - 1);
    }),
  );
});

test("who starts later or has more time is not due earlier", () => {
  fc.assert(
    fc.property(
      story,
      seconds(2),
      seconds(2),
      seconds(3),
      ({ calendar, from, pauses }, budget, more, wait) => {
        const due = dueFor(calendar, from, budget, pauses);
        expect(dueFor(calendar, from, budget + more, pauses).getTime()).toBeGreaterThanOrEqual(due.getTime());
        expect(dueFor(calendar, later(from, wait), budget, pauses).getTime()).toBeGreaterThanOrEqual(
          due.getTime(),
        );
      },
    ),
  );
});

test("what passes before and after any instant in between adds up to the whole", () => {
  fc.assert(
    fc.property(story, seconds(9), seconds(9), ({ calendar, from, pauses }, first, second) => {
      const [middle, end] = [later(from, first), later(from, first + second)];
      const parts = [
        openSecondsBetween(calendar, from, middle, pauses),
        openSecondsBetween(calendar, middle, end, pauses),
      ];
      expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(openSecondsBetween(calendar, from, end, pauses));
    }),
  );
});

test("a budget may be used up in two goes", () => {
  fc.assert(
    fc.property(story, seconds(2), seconds(2), ({ calendar, from, pauses }, first, second) => {
      const inTwo = dueFor(calendar, dueFor(calendar, from, first, pauses), second, pauses);
      expect(inTwo).toEqual(dueFor(calendar, from, first + second, pauses));
    }),
  );
});

test("the next opening is open, and nothing before it is", () => {
  fc.assert(
    fc.property(story, ({ calendar, from }) => {
      const next = nextOpening(calendar, from);
      if (next === null) throw new Error("a calendar with weekly hours never opened again");
      expect(isOpen(calendar, next)).toBe(true);
      expect(openSecondsBetween(calendar, from, next)).toBe(0);
      expect(isOpen(calendar, from)).toBe(next.getTime() === from.getTime());
    }),
  );
});

test("a walk from second to second counts the same", () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 0, max: 3 * 3600 }), ({ calendar, from, pauses }, length) => {
      const isCounted = walked(calendar, from, pauses);
      let count = 0;
      for (let second = 0; second < length; second += 1) if (isCounted(later(from, second))) count += 1;
      expect(openSecondsBetween(calendar, from, later(from, length), pauses)).toBe(count);
    }),
  );
});

test("a walk over days in steps of a minute counts the same", () => {
  fc.assert(
    fc.property(calendarAndInstant, fc.integer({ min: 0, max: 3 * 1440 }), ({ calendar, from }, length) => {
      const start = new Date(Math.floor(from.getTime() / 60_000) * 60_000);
      const isCounted = walked(calendar, start, []);
      let count = 0;
      for (let minute = 0; minute < length; minute += 1)
        if (isCounted(later(start, minute * 60))) count += 60;
      expect(openSecondsBetween(calendar, start, later(start, length * 60))).toBe(count);
    }),
  );
});

/** The plain way to ask whether an instant counts: look through the days around it, with Temporal reading the walls. */
const walked = (calendar: Calendar, from: Date, pauses: readonly Pause[]): ((at: Date) => boolean) => {
  const zone = calendar.time_zone;
  const today = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const open = [-2, -1, 0, 1, 2, 3, 4, 5].map((days) => {
    const date = today.add({ days });
    const existed = date.toZonedDateTime(zone).toPlainDate().equals(date);
    const instant = (time: string): number =>
      (time === "24:00"
        ? date.add({ days: 1 }).toPlainDateTime()
        : date.toPlainDateTime(time)
      ).toZonedDateTime(zone).epochMilliseconds;
    const covers = (segments: readonly (readonly [string, string])[]) => {
      const spans = segments.map(([start, end]) => [instant(start), instant(end)] as const);
      return (at: number): boolean => spans.some(([start, end]) => start <= at && at < end);
    };
    const name = date.toString();
    const weekday = (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const)[date.dayOfWeek - 1] ?? "mon";
    const hours = covers(calendar.date_overrides?.[name] ?? calendar.weekly?.[weekday] ?? []);
    const rest = covers(calendar.breaks?.[name] ?? []);
    const isHoliday = calendar.holidays?.includes(name) === true;
    return (at: number): boolean => existed && !isHoliday && hours(at) && !rest(at);
  });
  return (at) =>
    open.some((isOpenOn) => isOpenOn(at.getTime())) &&
    !pauses.some((pause) => pause.from <= at && (pause.to === null || at < pause.to));
};
