/** Turns and hours by the plain reading of a wall, with Temporal as the judge of it. */
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { handoffsBetween, whoIsOnCall } from "../../../../shared/domain/roster.ts";
import type { Hours } from "../../../../shared/domain/roster/layer-shape.ts";
import type { Rotation } from "../../../../shared/domain/roster/rotation-shape.ts";
import { hours, rotationNear, zoneAndInstant } from "./any-roster.ts";
import { rosterIn, turnsOf } from "./layers.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const turns = turnsOf("ada", "ben", "cem");
const daysMs = (days: number): number => days * 86_400_000;
const nameOf = (date: Temporal.PlainDate) => weekdays[date.dayOfWeek - 1] ?? "mon";
const dateAt = (zone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
const instantOf = (zone: string, date: Temporal.PlainDate, time: string): number =>
  (time === "24:00" ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time)).toZonedDateTime(
    zone,
  ).epochMilliseconds;

const turning = (types: Rotation["type"][]) =>
  zoneAndInstant.chain(({ zone, at }) =>
    fc.record({ zone: fc.constant(zone), at: fc.constant(at), rotation: rotationNear(at, types) }),
  );

test("hand-offs of days, weeks and months are at the time of the first one, as Temporal reads the wall", () => {
  fc.assert(
    fc.property(turning(["daily", "weekly", "monthly"]), ({ zone, at, rotation }) => {
      const time = rotation.start_local.slice(11);
      const [from, to] = [new Date(at - daysMs(10)), new Date(at + daysMs(60))];
      for (const handoff of handoffsBetween(rosterIn(zone, { turns, rotation }), from, to)) {
        const date = dateAt(zone, handoff.getTime());
        const near = [-1, 0, 1].map((days) => instantOf(zone, date.add({ days }), time));
        expect(near).toContain(handoff.getTime());
      }
    }),
  );
});

test("hand-offs of hours are a number of shifts apart from the first one, to the millisecond", () => {
  fc.assert(
    fc.property(turning(["hourly"]), ({ zone, at, rotation }) => {
      // Where only every other hour is somebody's, hands change with each of them.
      const { shift_length = 1, every = 1 } = rotation;
      const hoursApart = every === 1 ? shift_length : 1;
      const first = Temporal.PlainDateTime.from(rotation.start_local).toZonedDateTime(zone).epochMilliseconds;
      const handoffs = handoffsBetween(
        rosterIn(zone, { turns, rotation }),
        new Date(at),
        new Date(at + daysMs(3)),
      );
      const shiftsApart = handoffs.map((handoff) => (handoff.getTime() - first) / (hoursApart * 3_600_000));
      expect(shiftsApart.filter((count) => !Number.isInteger(count))).toEqual([]);
      expect(handoffs.length).toBeGreaterThanOrEqual(Math.floor(72 / hoursApart));
    }),
  );
});

test("who is on call by days, weeks and months is who counts up to them date by date", () => {
  fc.assert(
    fc.property(
      turning(["daily", "weekly", "monthly"]),
      fc.nat(daysMs(70)),
      ({ zone, at, rotation }, wait) => {
        const roster = rosterIn(zone, { turns, rotation });
        expect(whoIsOnCall(roster, new Date(at + wait))).toEqual(counted(zone, rotation, at + wait));
      },
    ),
    { numRuns: 400 },
  );
});

/** The plain way: walk from the first date to the one at hand, turning a page whenever a day, week or month begins. */
const counted = (zone: string, rotation: Rotation, at: number): string[] => {
  const { shift_length = 1, every = 1 } = rotation;
  const today = rotationDay(zone, rotation, at);
  if (!isNamed(rotation, today)) return [];
  const first = firstDay(rotation);
  const step = Temporal.PlainDate.compare(first, today) <= 0 ? 1 : -1;
  let period = 0;
  for (let date = first; !date.equals(today); date = date.add({ days: step })) {
    const next = date.add({ days: step });
    // Forwards a period begins with the day that is reached, backwards the one that is left began it.
    if (begins(rotation, first, step > 0 ? next : date)) period += step;
  }
  if (around(period, every) !== 0) return [];
  return turns[around(Math.floor(period / every / shift_length), turns.length)] ?? [];
};

const around = (number: number, size: number): number => ((number % size) + size) % size;

/** The date whose time of the hand-off was the last to pass. */
const rotationDay = (zone: string, rotation: Rotation, at: number): Temporal.PlainDate => {
  const time = rotation.start_local.slice(11);
  let day = dateAt(zone, at).add({ days: 2 });
  while (instantOf(zone, day, time) > at) day = day.subtract({ days: 1 });
  return day;
};

const isNamed = ({ by_day }: Rotation, date: Temporal.PlainDate) => by_day?.includes(nameOf(date)) ?? true;

const firstDay = (rotation: Rotation): Temporal.PlainDate => {
  let date = Temporal.PlainDateTime.from(rotation.start_local).toPlainDate();
  while (!isNamed(rotation, date)) date = date.add({ days: 1 });
  return date;
};

/** Whether a day, week or month of the rotation begins on a date. */
const begins = (rotation: Rotation, first: Temporal.PlainDate, date: Temporal.PlainDate): boolean => {
  const { type, by_day } = rotation;
  if (type === "daily") return isNamed(rotation, date);
  if (type === "weekly")
    return by_day === undefined ? date.dayOfWeek === first.dayOfWeek : date.dayOfWeek === 1;
  return date.day === (by_day === undefined ? Math.min(first.day, date.daysInMonth) : 1);
};

test("who is on call in hours is who finds an hour around them date by date", () => {
  fc.assert(
    fc.property(
      zoneAndInstant,
      fc.array(hours, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: -2, max: 3 }), { maxLength: 2 }),
      fc.nat(daysMs(3)),
      ({ zone, at }, only, off, wait) => {
        const holidays = off.map((days) => dateAt(zone, at).add({ days }).toString());
        const roster = rosterIn(zone, { turns: [["ada"]], only, holidays });
        const isOn = inHours(zone, only, holidays, at + wait);
        expect(whoIsOnCall(roster, new Date(at + wait))).toEqual(isOn ? ["ada"] : []);
      },
    ),
    { numRuns: 400 },
  );
});

const inHours = (zone: string, only: readonly Hours[], holidays: readonly string[], at: number): boolean =>
  [-3, -2, -1, 0, 1]
    .map((days) => dateAt(zone, at).add({ days }))
    .filter(
      (date) => date.toZonedDateTime(zone).toPlainDate().equals(date) && !holidays.includes(date.toString()),
    )
    .some((date) =>
      only.some(({ days = weekdays, start, end }) => {
        const ends = end > start ? date : date.add({ days: 1 });
        return (
          days.includes(nameOf(date)) && instantOf(zone, date, start) <= at && at < instantOf(zone, ends, end)
        );
      }),
    );
