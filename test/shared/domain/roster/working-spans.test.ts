import { describe, expect, test } from "vitest";
import { whoIsOnCall } from "../../../../shared/domain/roster.ts";
import type { Hours } from "../../../../shared/domain/roster/layer-shape.ts";
import { rosterIn, watchesIn } from "./layers.ts";

const workdays: Hours["days"] = ["mon", "tue", "wed", "thu", "fri"];

// 2026-01-05 is a Monday.
describe("a layer that has somebody only", () => {
  test.each<[hours: string, only: Hours[], on: string[], off: string[]]>([
    [
      "on Monday nights has them until Tuesday morning",
      [{ days: ["mon"], start: "20:00", end: "08:00" }],
      ["2026-01-05T20:00Z", "2026-01-05T23:59Z", "2026-01-06T00:00Z", "2026-01-06T07:59Z"],
      [
        "2026-01-05T00:00Z",
        "2026-01-05T07:00Z",
        "2026-01-05T19:59Z",
        "2026-01-06T08:00Z",
        "2026-01-06T21:00Z",
      ],
    ],
    [
      "on workdays from 8 to 20 has nobody at the weekend",
      [{ days: workdays, start: "08:00", end: "20:00" }],
      ["2026-01-05T08:00Z", "2026-01-09T19:59Z"],
      ["2026-01-05T07:59Z", "2026-01-09T20:00Z", "2026-01-10T12:00Z", "2026-01-11T12:00Z"],
    ],
    [
      "on the nights of workdays has them into Saturday morning",
      [{ days: workdays, start: "20:00", end: "08:00" }],
      ["2026-01-05T20:00Z", "2026-01-07T03:00Z", "2026-01-10T07:59Z"],
      ["2026-01-05T03:00Z", "2026-01-10T20:00Z", "2026-01-11T21:00Z"],
    ],
    [
      "every day has them on each",
      [{ start: "09:00", end: "10:00" }],
      ["2026-01-05T09:00Z", "2026-01-10T09:30Z", "2026-01-11T09:59Z"],
      ["2026-01-10T10:00Z"],
    ],
    [
      "until midnight, written either way, has them until then",
      [
        { days: ["mon"], start: "22:00", end: "24:00" },
        { days: ["wed"], start: "22:00", end: "00:00" },
      ],
      ["2026-01-05T23:59Z", "2026-01-07T23:59Z"],
      ["2026-01-06T00:00Z", "2026-01-06T23:00Z", "2026-01-08T00:00Z", "2026-01-08T22:00Z"],
    ],
  ])("%s", (_, only, on, off) => {
    const roster = rosterIn("UTC", { turns: [["ada"]], only });
    expect(on.map((at) => [at, ...whoIsOnCall(roster, new Date(at))])).toEqual(on.map((at) => [at, "ada"]));
    expect(off.map((at) => [at, ...whoIsOnCall(roster, new Date(at))])).toEqual(off.map((at) => [at]));
  });

  test("from 8 to 8 on workdays has them all the week long", () => {
    const roster = rosterIn("UTC", {
      turns: [["ada"]],
      only: [{ days: workdays, start: "08:00", end: "08:00" }],
    });
    expect(watchesIn(roster, "2026-01-04T00:00Z", "2026-01-11T00:00Z")).toEqual([
      "2026-01-04T00:00Z nobody",
      "2026-01-05T08:00Z ada",
      "2026-01-10T08:00Z nobody",
      "2026-01-11T00:00Z",
    ]);
  });

  test("hours that overlap are hours once", () => {
    const only: Hours[] = [
      { start: "13:00", end: "17:00" },
      { start: "09:00", end: "14:00" },
    ];
    expect(
      watchesIn(rosterIn("UTC", { turns: [["ada"]], only }), "2026-01-05T00:00Z", "2026-01-06T00:00Z"),
    ).toEqual([
      "2026-01-05T00:00Z nobody",
      "2026-01-05T09:00Z ada",
      "2026-01-05T17:00Z nobody",
      "2026-01-06T00:00Z",
    ]);
  });
});

describe("where the clocks change", () => {
  test.each<[fact: string, zone: string, only: Hours[], from: string, watches: string[]]>([
    [
      "a night that gains an hour has it",
      "Europe/Berlin",
      [{ days: ["sat"], start: "22:00", end: "06:00" }],
      "2026-10-24T00:00Z",
      ["2026-10-24T00:00Z nobody", "2026-10-24T20:00Z ada", "2026-10-25T05:00Z nobody", "2026-10-26T00:00Z"],
    ],
    [
      "hours that end in the gap end an hour on, where the next ones begin",
      "Europe/Berlin",
      [
        { days: ["sun"], start: "01:00", end: "02:30" },
        { days: ["sun"], start: "02:30", end: "04:00" },
      ],
      "2026-03-28T00:00Z",
      ["2026-03-28T00:00Z nobody", "2026-03-29T00:00Z ada", "2026-03-29T02:00Z nobody", "2026-03-30T00:00Z"],
    ],
    [
      "Samoa's missing Friday had no hours, and the night before it went on into Saturday",
      "Pacific/Apia",
      [
        { days: ["thu"], start: "20:00", end: "08:00" },
        { days: ["fri"], start: "10:00", end: "12:00" },
      ],
      "2011-12-30T00:00Z",
      ["2011-12-30T00:00Z nobody", "2011-12-30T06:00Z ada", "2011-12-30T18:00Z nobody", "2012-01-01T00:00Z"],
    ],
    [
      "as one sees on that Saturday, too",
      "Pacific/Apia",
      [{ days: ["thu"], start: "20:00", end: "08:00" }],
      "2011-12-30T12:00Z",
      ["2011-12-30T12:00Z ada", "2011-12-30T18:00Z nobody", "2012-01-01T12:00Z"],
    ],
  ])("%s", (_, zone, only, from, watches) => {
    const to = new Date(Date.parse(from) + 2 * 86_400_000).toISOString();
    expect(watchesIn(rosterIn(zone, { turns: [["ada"]], only }), from, to)).toEqual(watches);
  });
});

describe("on its holidays a layer", () => {
  const christmas = { turns: [["ada"]], holidays: ["2026-12-25"] };

  test("has nobody from midnight to midnight, on its own wall", () => {
    const roster = rosterIn("UTC", { ...christmas, time_zone: "America/New_York" });
    expect(watchesIn(roster, "2026-12-25T00:00Z", "2026-12-27T00:00Z")).toEqual([
      "2026-12-25T00:00Z ada",
      "2026-12-25T05:00Z nobody",
      "2026-12-26T05:00Z ada",
      "2026-12-27T00:00Z",
    ]);
  });

  test("begins no night, and ends the one that began before", () => {
    const roster = rosterIn("UTC", { ...christmas, only: [{ start: "20:00", end: "08:00" }] });
    expect(watchesIn(roster, "2026-12-24T12:00Z", "2026-12-27T00:00Z")).toEqual([
      "2026-12-24T12:00Z nobody",
      "2026-12-24T20:00Z ada",
      "2026-12-25T08:00Z nobody",
      "2026-12-26T20:00Z ada",
      "2026-12-27T00:00Z",
    ]);
  });
});

describe("a layer is in force", () => {
  test("from the beginning of a date until that of another, on its own wall", () => {
    const roster = rosterIn("UTC", {
      turns: [["ada"]],
      time_zone: "Asia/Kathmandu",
      from: "2026-01-05",
      until: "2026-01-06",
    });
    expect(watchesIn(roster, "2026-01-01T00:00Z", "2026-01-31T00:00Z")).toEqual([
      "2026-01-01T00:00Z nobody",
      "2026-01-04T18:15Z ada",
      "2026-01-05T18:15Z nobody",
      "2026-01-31T00:00Z",
    ]);
  });

  test("never, where it ends before it begins", () => {
    const roster = rosterIn("UTC", {
      turns: [["ada"]],
      from: "2026-01-08",
      until: "2026-01-05T08:00:00Z",
      holidays: [],
    });
    expect(watchesIn(roster, "2026-01-01T00:00Z", "2026-01-31T00:00Z")).toEqual([
      "2026-01-01T00:00Z nobody",
      "2026-01-31T00:00Z",
    ]);
  });

  test("for its single shifts, too: they keep its bounds, its hours and its holidays", () => {
    const roster = rosterIn("UTC", {
      shifts: [{ responder: "ada", from: "2026-01-05T00:00:00Z", to: "2026-01-12T00:00:00Z" }],
      from: "2026-01-06",
      until: "2026-01-09T10:30:00+01:00",
      only: [{ start: "09:00", end: "17:00" }],
      holidays: ["2026-01-07"],
    });
    expect(watchesIn(roster, "2026-01-05T00:00Z", "2026-01-12T00:00Z")).toEqual([
      "2026-01-05T00:00Z nobody",
      "2026-01-06T09:00Z ada",
      "2026-01-06T17:00Z nobody",
      "2026-01-08T09:00Z ada",
      "2026-01-08T17:00Z nobody",
      "2026-01-09T09:00Z ada",
      "2026-01-09T09:30Z nobody",
      "2026-01-12T00:00Z",
    ]);
  });
});
