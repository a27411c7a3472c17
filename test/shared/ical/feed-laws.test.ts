/** What holds for every feed, whatever the calendar, the zone and the window. */
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readFeed } from "../../../shared/ical/read-feed.ts";
import { Unreadable } from "../../../shared/ical/unreadable.ts";
import { aFeed, anEvent, staff } from "./a-feed.ts";

const dayMs = 86_400_000;
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Nuuk",
  "UTC",
];

/** A time on a wall, to the minute. */
const wallTime = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 })
  .map((minute) => Temporal.PlainDateTime.from(new Date(minute * 60_000).toISOString().slice(0, 19)));
const lasting = fc.integer({ min: 1, max: 3 * 24 * 60 }).map((minutes) => ({ minutes }));
const window = fc
  .tuple(
    fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
    fc.integer({ min: 1, max: 40 * dayMs }),
  )
  .map(([from, length]) => ({ from: new Date(from), to: new Date(from + length) }));

const stamp = (at: Temporal.PlainDateTime): string =>
  at.toString({ smallestUnit: "second" }).replaceAll(/[-:]/gu, "");

const instantOf = (wall: Temporal.PlainDateTime, zone: string): number =>
  wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

const read = (text: string, { from, to }: { from: Date; to: Date }) =>
  readFeed(text, { from, to, timeZone: "UTC", responders: staff });

const series = fc.record({
  zone: fc.constantFrom(...zones),
  start: wallTime,
  lasts: lasting,
  every: fc.constantFrom<"days" | "weeks">("days", "weeks"),
  interval: fc.integer({ min: 1, max: 5 }),
  window,
});

test("a daily or weekly shift keeps its hours on the wall, whatever the clocks do", () => {
  fc.assert(
    fc.property(series, ({ zone, start, lasts, every, interval, window: { from, to } }) => {
      const feed = aFeed(
        anEvent(
          `DTSTART;TZID=${zone}:${stamp(start)}`,
          `DTEND;TZID=${zone}:${stamp(start.add(lasts))}`,
          `RRULE:FREQ=${every === "days" ? "DAILY" : "WEEKLY"};INTERVAL=${interval}`,
          "SUMMARY:alice",
        ),
      );
      const expected: { from: string; to: string }[] = [];
      for (let turn = 0; ; turn += interval) {
        const wall = start.add({ [every]: turn });
        const [begins, ends] = [instantOf(wall, zone), instantOf(wall.add(lasts), zone)];
        if (begins >= to.getTime() + 2 * dayMs) break;
        if (begins < ends && begins < to.getTime() && ends > from.getTime())
          expected.push({ from: new Date(begins).toISOString(), to: new Date(ends).toISOString() });
      }
      const { shifts, problems } = read(feed, { from, to });
      expect(shifts.map((shift) => ({ from: shift.from, to: shift.to }))).toEqual(expected);
      expect(problems).toEqual([]);
    }),
  );
});

test("no shift is outside the window, and two windows side by side have what they have together", () => {
  const rule = fc.constantFrom(
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
    "FREQ=WEEKLY;COUNT=60",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=-1,15",
    "FREQ=YEARLY",
  );
  fc.assert(
    fc.property(series, rule, fc.double({ min: 0, max: 1, noNaN: true }), (shift, written, part) => {
      const {
        zone,
        start,
        lasts,
        window: { from, to },
      } = shift;
      const feed = aFeed(
        anEvent(
          `DTSTART;TZID=${zone}:${stamp(start)}`,
          `DTEND;TZID=${zone}:${stamp(start.add(lasts))}`,
          `RRULE:${written}`,
          `EXDATE;TZID=${zone}:${stamp(start.add({ days: 1 }))}`,
          `RDATE;TZID=${zone}:${stamp(start.add({ days: 40 }))}`,
          "SUMMARY:alice",
        ),
      );
      const { shifts } = read(feed, { from, to });
      for (const one of shifts) {
        expect(Date.parse(one.from)).toBeLessThan(to.getTime());
        expect(Date.parse(one.to)).toBeGreaterThan(from.getTime());
        expect(Date.parse(one.to)).toBeGreaterThan(Date.parse(one.from));
      }
      const between = new Date(from.getTime() + Math.ceil((to.getTime() - from.getTime()) * part));
      const halves = [
        { from, to: between },
        { from: between, to },
      ].filter((half) => half.from < half.to);
      const parts = halves.flatMap((half) => read(feed, half).shifts);
      expect(new Set(parts.map((one) => one.from))).toEqual(new Set(shifts.map((one) => one.from)));
    }),
  );
});

test("whatever is done to a feed, it is read or refused", () => {
  const whole = aFeed(
    "X-WR-TIMEZONE:Europe/Berlin",
    "BEGIN:VTIMEZONE",
    "TZID:Berlin",
    "BEGIN:STANDARD",
    "DTSTART:19701025T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
    anEvent(
      "UID:1",
      "DTSTART;TZID=Berlin:20250602T080000",
      "DTEND;TZID=Berlin:20250602T160000",
      "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=20261231T000000Z;WKST=SU",
      "EXDATE;TZID=Berlin:20250603T080000",
      "RDATE;VALUE=PERIOD:20260301T080000Z/PT8H",
      "SUMMARY:[L1] alice / bob",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com",
    ),
    anEvent(
      "UID:1",
      "RECURRENCE-ID:20250616T060000Z",
      "DTSTART:20250616T060000Z",
      "DURATION:P1DT1H",
      "SUMMARY:bob",
    ),
  );
  const edit = fc.record({
    at: fc.nat(whole.length),
    removed: fc.nat(6),
    put: fc.oneof(
      fc.constantFrom(
        "",
        "0",
        "9",
        "99999999",
        "-",
        ";",
        ":",
        ",",
        "=",
        "\r\n",
        '"',
        "T",
        "Z",
        "P",
        "SECONDLY",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), window, (edits, { from, to }) => {
      const edited = edits.reduce(
        (text, { at, removed, put }) => text.slice(0, at) + put + text.slice(at + removed),
        whole,
      );
      expect(staff.map(({ id }) => id)).toEqual(
        expect.arrayContaining(onCallOrRefused(edited, { from, to })),
      );
    }),
    { numRuns: 300 },
  );
});

/** Throws what is no answer to a feed, however broken. */
const onCallOrRefused = (...given: Parameters<typeof read>): string[] => {
  try {
    return read(...given).shifts.map(({ responder }) => responder);
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
};
