import { expect, test } from "vitest";
import { whoIsOnCall } from "../../../../shared/domain/roster.ts";
import type { Rotation } from "../../../../shared/domain/roster/rotation-shape.ts";
import { rosterIn, turnsOf, watchesIn } from "./layers.ts";

const workdays = ["mon", "tue", "wed", "thu", "fri"] as const;
const weekend = ["sat", "sun"] as const;

/** A letter a day, a dot where nobody is on call. Every turn is one letter's, from A on. */
const daysOf = (rotation: Omit<Rotation, "start_local">, start: string, days: number): string => {
  const roster = rosterIn("UTC", {
    turns: turnsOf("A", "B", "C", "D", "E"),
    rotation: { ...rotation, start_local: `${start}T00:00` },
  });
  return Array.from({ length: days }, (_, day) => new Date(Date.parse(start) + day * 86_400_000))
    .map((at) => whoIsOnCall(roster, at).join("+") || ".")
    .join("");
};

// 2026-06-01 is a Monday.
test.each<[fact: string, rotation: Omit<Rotation, "start_local">, start: string, days: string]>([
  ["days in turn", { type: "daily" }, "2026-06-01", "ABCDEABCDE"],
  [
    "two workdays each, and weekends are not counted",
    { type: "daily", shift_length: 2, by_day: [...workdays] },
    "2026-06-01",
    "AABBC..CDDEE..AABBC",
  ],
  ["a workweek each", { type: "weekly", by_day: [...workdays] }, "2026-06-01", "AAAAA..BBBBB..CCCCC"],
  [
    "a first workweek that is cut short, since weeks begin on Mondays",
    { type: "weekly", by_day: [...workdays] },
    "2026-06-04",
    "AA..BBBBB..CCC",
  ],
  [
    "workweeks that start on a weekend begin with the first turn",
    { type: "weekly", by_day: [...workdays] },
    "2026-06-06",
    "..AAAAA..BBBBB",
  ],
  [
    "the days of a weekend one by one",
    { type: "daily", by_day: [...weekend] },
    "2026-06-04",
    "..AB.....CD.....EA",
  ],
  ["a weekend each", { type: "weekly", by_day: [...weekend] }, "2026-06-04", "..AA.....BB.....CC"],
  [
    "every other weekend only",
    { type: "weekly", every: 2, by_day: [...weekend] },
    "2026-06-04",
    "..AA............BB............CC",
  ],
  [
    "two weekends each",
    { type: "weekly", shift_length: 2, by_day: [...weekend] },
    "2026-06-04",
    "..AA.....AA.....BB",
  ],
  [
    "every other weekend, two each",
    { type: "weekly", every: 2, shift_length: 2, by_day: [...weekend] },
    "2026-06-06",
    "AA............AA............BB",
  ],
  [
    "workdays of a month, which change on the 1st in the middle of a week",
    { type: "monthly", by_day: [...workdays] },
    "2026-06-29",
    "AABBB..BBBBB",
  ],
  ["weekends of a month", { type: "monthly", by_day: [...weekend] }, "2026-10-29", "..AB.....BB"],
  [
    "weeks of seven days by the day",
    { type: "daily", shift_length: 7, by_day: [...workdays, ...weekend] },
    "2026-06-03",
    "AAAAAAABBBBBBBC",
  ],
  ["weeks from any day on, where no days are named", { type: "weekly" }, "2026-06-03", "AAAAAAABBBBBBBC"],
  ["every third day only", { type: "daily", every: 3 }, "2026-06-01", "A..B..C..D"],
])("%s", (_, rotation, start, days) => {
  expect(daysOf(rotation, start, days.length)).toBe(days);
});

test("Mondays, Wednesdays and Fridays are counted on through the weeks", () => {
  const rotation: Rotation = {
    type: "daily",
    by_day: ["mon", "wed", "fri"],
    start_local: "2026-06-01T00:00",
  };
  const roster = rosterIn("UTC", { turns: [["ada"], ["ben"]], rotation });
  const days = [0, 1, 2, 3, 4, 5, 6, 7, 9].map((day) => new Date(Date.UTC(2026, 5, 1 + day)));
  expect(days.flatMap((at) => whoIsOnCall(roster, at).join() || "-")).toEqual([
    "ada",
    "-",
    "ben",
    "-",
    "ada",
    "-",
    "-",
    "ben",
    "ada",
  ]);
});

test("a day that is named lasts until the next day's time of the hand-off", () => {
  const rotation: Rotation = { type: "daily", by_day: ["sat"], start_local: "2026-06-06T09:00" };
  const roster = rosterIn("Europe/Berlin", { turns: [["ada"], ["ben"]], rotation });
  expect(watchesIn(roster, "2026-06-06T00:00Z", "2026-06-14T00:00Z")).toEqual([
    "2026-06-06T00:00Z nobody",
    "2026-06-06T07:00Z ada",
    "2026-06-07T07:00Z nobody",
    "2026-06-13T07:00Z ben",
    "2026-06-14T00:00Z",
  ]);
});

test("those who share a turn are on call together", () => {
  const rotation: Rotation = { type: "daily", start_local: "2026-06-01T00:00" };
  const roster = rosterIn("UTC", { turns: [["cem", "ada"], ["ben"]], rotation });
  expect(watchesIn(roster, "2026-06-01T00:00Z", "2026-06-03T12:00Z")).toEqual([
    "2026-06-01T00:00Z ada+cem",
    "2026-06-02T00:00Z ben",
    "2026-06-03T00:00Z ada+cem",
    "2026-06-03T12:00Z",
  ]);
});

// 1,500 and 3,000 weeks before, both of which are a number of whole cycles.
test.each(["1997-09-01", "1968-12-02"])("workdays are counted back to %s", (monday) => {
  const rotation: Rotation = { type: "daily", by_day: [...workdays], start_local: "2026-06-01T00:00" };
  const roster = rosterIn("UTC", { turns: [["ada"], ["ben"], ["cem"]], rotation });
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => new Date(Date.parse(monday) + day * 86_400_000));
  expect(days.map((at) => whoIsOnCall(roster, at).join() || "-")).toEqual([
    "ada",
    "ben",
    "cem",
    "ada",
    "ben",
    "-",
    "-",
    "cem",
  ]);
});
