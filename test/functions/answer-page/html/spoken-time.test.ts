import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  instantOfLocal,
  localTime,
  span,
  wallTime,
} from "../../../../functions/answer-page/html/spoken-time.ts";

const moment = { now: new Date("2026-11-21T02:12:00Z"), timeZone: "Europe/Berlin" };

test.each([
  ["2026-11-21T02:12:59.999Z", "03:12"],
  ["2026-11-20T23:00:00Z", "00:00"],
  ["2026-11-20T22:59:00Z", "Fri 20 Nov 23:59"],
  ["2026-11-21T23:05:00Z", "Sun 22 Nov 00:05"],
  ["2026-07-01T10:00:00Z", "Wed 1 Jul 12:00"],
])("%s is %s on a wall in Berlin, on the night of the 21st", (at, words) => {
  expect(wallTime(new Date(at), moment)).toBe(words);
});

test.each([
  [0, "less than a minute"],
  [59_999, "less than a minute"],
  [60_000, "1 min"],
  [27 * 60_000 + 59_000, "27 min"],
  [119 * 60_000, "119 min"],
  [120 * 60_000, "2 h"],
  [125 * 60_000, "2 h 5 min"],
  [12 * 3_600_000 + 60_000, "12 h"],
  [48 * 3_600_000, "2 days"],
  [-15 * 60_000, "15 min"],
])("%i milliseconds are %s", (milliseconds, words) => {
  expect(span(milliseconds)).toBe(words);
});

describe("a date field", () => {
  test.each([
    ["2026-11-21T08:00", "2026-11-21T07:00:00.000Z"],
    ["2026-11-21T08:00:00", "2026-11-21T07:00:00.000Z"],
    ["2026-07-01T08:00", "2026-07-01T06:00:00.000Z"],
    // The wall never shows 02:30 that night, and shows it twice in the other.
    ["2027-03-28T02:30", "2027-03-28T01:30:00.000Z"],
    ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
  ])("that says %s in Berlin means %s", (text, instant) => {
    expect(instantOfLocal(text, "Europe/Berlin")?.toISOString()).toBe(instant);
  });

  test.each([
    "",
    "08:00",
    "2026-11-21",
    "2026-02-30T08:00",
    "2026-11-21T24:30",
    "2026-11-21T08:00Z",
    "x".repeat(99),
  ])("that says %j means nothing", (text) => {
    expect(instantOfLocal(text, "Europe/Berlin")).toBeNull();
  });

  test("reads back what it was filled with, to the minute, wherever the wall shows each time once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 365 * 40 }), (minutes) => {
        const at = new Date(minutes * 60_000);
        expect(instantOfLocal(localTime(at, "Asia/Kolkata"), "Asia/Kolkata")).toEqual(at);
      }),
    );
  });
});
