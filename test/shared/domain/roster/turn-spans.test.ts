import { describe, expect, test } from "vitest";
import { handoffsBetween, shiftsBetween, whoIsOnCall } from "../../../../shared/domain/roster.ts";
import type { Rotation } from "../../../../shared/domain/roster/rotation-shape.ts";
import { minute, rosterIn, turnsOf, watchesIn } from "./layers.ts";

const taking = (zone: string, rotation: Rotation) =>
  rosterIn(zone, { turns: turnsOf("ada", "ben", "cem"), rotation });

const daily = (start_local: string): Rotation => ({ type: "daily", start_local });

describe("turns change", () => {
  test.each<[fact: string, zone: string, rotation: Rotation, from: string, to: string, handoffs: string[]]>([
    [
      "at the same time of day before and after the clocks go forward",
      "Europe/Berlin",
      daily("2026-01-05T09:00"),
      "2026-03-28T08:00Z",
      "2026-03-30T07:00Z",
      ["2026-03-28T08:00Z", "2026-03-29T07:00Z", "2026-03-30T07:00Z"],
    ],
    [
      "the first time a clock shows a time that it shows twice",
      "America/New_York",
      daily("2026-10-20T01:15"),
      "2026-10-31T00:00Z",
      "2026-11-02T23:00Z",
      ["2026-10-31T05:15Z", "2026-11-01T05:15Z", "2026-11-02T06:15Z"],
    ],
    [
      "an hour on where a clock skips their time",
      "Europe/Berlin",
      daily("2026-03-01T02:30"),
      "2026-03-28T00:00Z",
      "2026-03-30T12:00Z",
      ["2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z"],
    ],
    [
      "as the clock strikes two on Lord Howe, half an hour gained or not",
      "Australia/Lord_Howe",
      daily("2026-04-01T02:00"),
      "2026-04-03T00:00Z",
      "2026-04-06T00:00Z",
      ["2026-04-03T15:00Z", "2026-04-04T15:30Z", "2026-04-05T15:30Z"],
    ],
    [
      "on Lord Howe at half past one, half an hour lost or not",
      "Australia/Lord_Howe",
      daily("2026-10-01T01:30"),
      "2026-10-02T00:00Z",
      "2026-10-05T00:00Z",
      ["2026-10-02T15:00Z", "2026-10-03T15:00Z", "2026-10-04T14:30Z"],
    ],
    [
      "by the hour, whatever the clocks do",
      "Europe/Berlin",
      { type: "hourly", start_local: "2026-03-01T02:30" },
      "2026-03-29T00:00Z",
      "2026-03-29T03:00Z",
      ["2026-03-29T00:30Z", "2026-03-29T01:30Z", "2026-03-29T02:30Z"],
    ],
    [
      "by the hour as the clocks go back, too",
      "Europe/Berlin",
      { type: "hourly", shift_length: 2, start_local: "2026-10-24T22:00" },
      "2026-10-24T22:00Z",
      "2026-10-25T04:00Z",
      ["2026-10-24T22:00Z", "2026-10-25T00:00Z", "2026-10-25T02:00Z", "2026-10-25T04:00Z"],
    ],
    [
      "every other week on the same weekday",
      "America/Santiago",
      { type: "weekly", shift_length: 2, start_local: "2026-03-25T18:00" },
      "2026-03-25T21:00Z",
      "2026-05-01T00:00Z",
      ["2026-03-25T21:00Z", "2026-04-08T22:00Z", "2026-04-22T22:00Z"],
    ],
    [
      "every month on its date, or on its last day where it has no such date",
      "UTC",
      { type: "monthly", start_local: "2027-12-31T08:00" },
      "2027-12-01T00:00Z",
      "2028-05-01T00:00Z",
      [
        "2027-12-31T08:00Z",
        "2028-01-31T08:00Z",
        "2028-02-29T08:00Z",
        "2028-03-31T08:00Z",
        "2028-04-30T08:00Z",
      ],
    ],
    [
      "at both ends of the time one asks about",
      "UTC",
      daily("2026-01-05T00:00"),
      "2026-01-07T00:00Z",
      "2026-01-08T00:00Z",
      ["2026-01-07T00:00Z", "2026-01-08T00:00Z"],
    ],
    [
      "not while one turn goes on",
      "UTC",
      daily("2026-01-05T09:00"),
      "2026-01-07T10:00Z",
      "2026-01-08T08:00Z",
      [],
    ],
    [
      "not in a time that ends before it begins",
      "UTC",
      daily("2026-01-05T09:00"),
      "2026-01-09T00:00Z",
      "2026-01-07T00:00Z",
      [],
    ],
  ])("%s", (_, zone, rotation, from, to, handoffs) => {
    expect(handoffsBetween(taking(zone, rotation), new Date(from), new Date(to)).map(minute)).toEqual(
      handoffs,
    );
  });
});

describe("a turn lasts", () => {
  test.each<[fact: string, rotation: Rotation, at: string, hours: number]>([
    ["24 hours", daily("2026-01-05T08:00"), "2026-01-05T14:00Z", 24],
    ["25 hours on the day the clocks go back", daily("2026-10-31T08:00"), "2026-10-31T13:00Z", 25],
    ["a week of 168 hours", { type: "weekly", start_local: "2026-06-01T08:00" }, "2026-06-03T00:00Z", 168],
    [
      "one of 167 as the clocks go forward",
      { type: "weekly", start_local: "2026-03-03T08:00" },
      "2026-03-05T00:00Z",
      167,
    ],
    ["a month of 30 days", { type: "monthly", start_local: "2026-06-01T00:00" }, "2026-06-15T00:00Z", 720],
    ["March less an hour", { type: "monthly", start_local: "2026-03-01T00:00" }, "2026-03-15T00:00Z", 743],
    [
      "July and August",
      { type: "monthly", shift_length: 2, start_local: "2026-07-01T00:00" },
      "2026-08-15T00:00Z",
      1488,
    ],
    [
      "November with its hour, and December",
      { type: "monthly", shift_length: 2, start_local: "2026-11-01T00:00" },
      "2026-11-15T00:00Z",
      1465,
    ],
  ])("%s", (_, rotation, at, hours) => {
    const around = [-100, 100].map((days) => new Date(Date.parse(at) + days * 86_400_000));
    const [from = new Date(at), to = from] = around;
    const turn = shiftsBetween(taking("America/Chicago", rotation), from, to).find(
      (other) => other.from <= new Date(at) && new Date(at) < other.to,
    );
    expect(Number(turn?.to) - Number(turn?.from)).toBe(hours * 3_600_000);
  });
});

test("the cycle goes on backwards before its first turn", () => {
  const roster = taking("UTC", { type: "hourly", shift_length: 10, start_local: "2026-06-01T03:00" });
  expect(watchesIn(roster, "2026-05-31T00:00Z", "2026-06-01T15:00Z")).toEqual([
    "2026-05-31T00:00Z ada",
    "2026-05-31T07:00Z ben",
    "2026-05-31T17:00Z cem",
    "2026-06-01T03:00Z ada",
    "2026-06-01T13:00Z ben",
    "2026-06-01T15:00Z",
  ]);
});

test("a layer that begins later takes up the cycle where it is, and ends in the middle of a turn", () => {
  const roster = rosterIn("UTC", {
    turns: turnsOf("ada", "ben", "cem"),
    rotation: daily("2026-01-05T00:00"),
    from: "2026-01-06T01:00:00Z",
    until: "2026-01-08T00:10:00Z",
  });
  expect(watchesIn(roster, "2026-01-05T00:00Z", "2026-01-09T00:00Z")).toEqual([
    "2026-01-05T00:00Z nobody",
    "2026-01-06T01:00Z ben",
    "2026-01-07T00:00Z cem",
    "2026-01-08T00:00Z ada",
    "2026-01-08T00:10Z nobody",
    "2026-01-09T00:00Z",
  ]);
  const handoffs = handoffsBetween(roster, new Date("2026-01-01"), new Date("2026-01-31"));
  expect(handoffs.map(minute)).toEqual(["2026-01-07T00:00Z", "2026-01-08T00:00Z"]);
});

test("turns change at the very instant a layer begins, and no more as it ends", () => {
  const roster = rosterIn("UTC", {
    turns: turnsOf("ada", "ben"),
    rotation: daily("2026-01-05T00:00"),
    from: "2026-01-07",
    until: "2026-01-09",
  });
  const handoffs = handoffsBetween(roster, new Date("2026-01-01"), new Date("2026-01-31"));
  expect(handoffs.map(minute)).toEqual(["2026-01-07T00:00Z", "2026-01-08T00:00Z"]);
});

test("a turn of several hours does not change in the middle, though one asks from there on", () => {
  const roster = taking("UTC", { type: "hourly", shift_length: 2, start_local: "2026-01-05T00:00" });
  const handoffs = handoffsBetween(roster, new Date("2026-01-05T03:00Z"), new Date("2026-01-05T05:00Z"));
  expect(handoffs.map(minute)).toEqual(["2026-01-05T04:00Z"]);
});

test("a turn of Samoa's missing Friday lasts no time at all", () => {
  const roster = taking("Pacific/Apia", daily("2011-12-29T09:00"));
  expect(watchesIn(roster, "2011-12-29T19:00Z", "2012-01-01T00:00Z")).toEqual([
    "2011-12-29T19:00Z ada",
    "2011-12-30T19:00Z cem",
    "2011-12-31T19:00Z ada",
    "2012-01-01T00:00Z",
  ]);
  expect(whoIsOnCall(roster, new Date("2011-12-30T12:00Z"))).toEqual(["ada"]);
});

test("two rotations that change at once make one hand-off, and who is always on call makes none", () => {
  const together = rosterIn(
    "UTC",
    { turns: turnsOf("ada", "ben"), rotation: daily("2026-01-05T00:00") },
    { turns: turnsOf("cem", "dora"), rotation: { type: "weekly", start_local: "2026-01-05T00:00" } },
    { turns: [["eve"]], rotation: daily("2026-01-05T12:00") },
  );
  const handoffs = handoffsBetween(together, new Date("2026-01-12"), new Date("2026-01-13"));
  expect(handoffs.map(minute)).toEqual(["2026-01-12T00:00Z", "2026-01-13T00:00Z"]);
});

test("who is alone in a rotation has one shift without an end", () => {
  const roster = rosterIn("UTC", { turns: [["eve"]], rotation: daily("2026-01-05T12:00") });
  expect(watchesIn(roster, "2026-01-01T00:00Z", "2026-02-01T00:00Z")).toEqual([
    "2026-01-01T00:00Z eve",
    "2026-02-01T00:00Z",
  ]);
});
