import { describe, expect, test } from "vitest";
import type { Calendar } from "../../../shared/domain/calendar/calendar-shape.ts";
import {
  coverageGaps,
  handoffsBetween,
  shiftsBetween,
  timelineOf,
  whoIsOnCall,
} from "../../../shared/domain/roster.ts";
import type { Layer } from "../../../shared/domain/roster/layer-shape.ts";
import { change, minute, reasonsIn, rosterIn, shift, turnsOf, watchesIn } from "./roster/layers.ts";

const single = (responder: string, from: string, to: string, priority = 0): Partial<Layer> => ({
  shifts: [shift(responder, `2026-01-05T${from}:00Z`, `2026-01-05T${to}:00Z`)],
  priority,
});

describe("of several layers", () => {
  test("a higher one splits a lower one, and equal ones are on call together", () => {
    const roster = rosterIn(
      "UTC",
      single("ada", "10:00", "20:00", 1),
      single("ben", "12:00", "16:00", 1),
      single("cem", "15:00", "18:00", 2),
    );
    expect(watchesIn(roster, "2026-01-05T09:00Z", "2026-01-05T21:00Z")).toEqual([
      "2026-01-05T09:00Z nobody",
      "2026-01-05T10:00Z ada",
      "2026-01-05T12:00Z ada+ben",
      "2026-01-05T15:00Z cem",
      "2026-01-05T18:00Z ada",
      "2026-01-05T20:00Z nobody",
      "2026-01-05T21:00Z",
    ]);
  });

  test("one that says no priority is above one below zero", () => {
    const { priority: _, ...unsaid } = single("ada", "10:00", "12:00");
    const roster = rosterIn("UTC", single("ben", "09:00", "13:00", -1), unsaid);
    expect(watchesIn(roster, "2026-01-05T09:00Z", "2026-01-05T13:00Z")).toEqual([
      "2026-01-05T09:00Z ben",
      "2026-01-05T10:00Z ada",
      "2026-01-05T12:00Z ben",
      "2026-01-05T13:00Z",
    ]);
  });

  test("the shifts of one may have priorities of their own, and overlap", () => {
    const shifts = [
      { ...shift("ada", "2026-01-05T12:00:00Z", "2026-01-05T14:00:00Z"), priority: 2 },
      shift("ben", "2026-01-05T10:00:00Z", "2026-01-05T18:00:00Z"),
      shift("cem", "2026-01-05T10:00:00Z", "2026-01-05T16:00:00Z"),
    ];
    expect(watchesIn(rosterIn("UTC", { shifts }), "2026-01-05T10:00Z", "2026-01-05T18:00Z")).toEqual([
      "2026-01-05T10:00Z ben+cem",
      "2026-01-05T12:00Z ada",
      "2026-01-05T14:00Z ben+cem",
      "2026-01-05T16:00Z ben",
      "2026-01-05T18:00Z",
    ]);
  });

  test("the first gives the reason for somebody two of them name", () => {
    const roster = rosterIn("UTC", single("ada", "12:00", "18:00"), single("ada", "10:00", "14:00"));
    expect(reasonsIn(roster, "2026-01-05T09:00Z", "2026-01-05T21:00Z")).toEqual([
      "2026-01-05T10:00Z ada: layer second",
      "2026-01-05T12:00Z ada: layer first",
    ]);
  });
});

test("days and nights turn separately, each with its own people", () => {
  const rotation = { type: "daily", start_local: "2026-01-05T08:00" } as const;
  const roster = rosterIn(
    "America/Chicago",
    { turns: turnsOf("ada", "ben", "cem"), rotation, only: [{ start: "08:00", end: "20:00" }] },
    { turns: turnsOf("nia", "nour"), rotation, only: [{ start: "20:00", end: "08:00" }] },
  );
  expect(watchesIn(roster, "2026-01-05T14:05Z", "2026-01-09T00:00Z")).toEqual([
    "2026-01-05T14:05Z ada",
    "2026-01-06T02:00Z nia",
    "2026-01-06T14:00Z ben",
    "2026-01-07T02:00Z nour",
    "2026-01-07T14:00Z cem",
    "2026-01-08T02:00Z nia",
    "2026-01-08T14:00Z ada",
    "2026-01-09T00:00Z",
  ]);
});

describe("three places that follow the sun", () => {
  const only = [{ start: "09:00", end: "17:00" }];
  const roster = rosterIn(
    "UTC",
    { turns: [["singapore"]], time_zone: "Asia/Singapore", only },
    { turns: [["london"]], time_zone: "Europe/London", only, holidays: ["2026-12-25"] },
    { turns: [["seattle"]], time_zone: "America/Los_Angeles", only, holidays: ["2026-11-26"] },
  );

  test("cover a winter's day without a gap", () => {
    expect(watchesIn(roster, "2026-01-14T00:30Z", "2026-01-15T00:30Z")).toEqual([
      "2026-01-14T00:30Z seattle",
      "2026-01-14T01:00Z singapore",
      "2026-01-14T09:00Z london",
      "2026-01-14T17:00Z seattle",
      "2026-01-15T00:30Z",
    ]);
  });

  test("leave an hour of a summer's day, and are two in another", () => {
    expect(watchesIn(roster, "2026-07-15T00:00Z", "2026-07-16T00:00Z")).toEqual([
      "2026-07-15T00:00Z nobody",
      "2026-07-15T01:00Z singapore",
      "2026-07-15T08:00Z london+singapore",
      "2026-07-15T09:00Z london",
      "2026-07-15T16:00Z seattle",
      "2026-07-16T00:00Z",
    ]);
  });

  test.each([
    ["2026-11-26T12:00Z", ["london"]],
    ["2026-11-26T20:00Z", []],
    ["2026-12-25T12:00Z", []],
    ["2026-12-25T20:00Z", ["seattle"]],
  ])("keep their own holidays: at %s it is %j", (at, responders) => {
    expect(whoIsOnCall(roster, new Date(at))).toEqual(responders);
  });
});

const gaps = (...given: Parameters<typeof coverageGaps>) =>
  coverageGaps(...given).map((gap) => `${minute(gap.from)} ${minute(gap.to)}`);

describe("a gap in the coverage", () => {
  const mornings = rosterIn("UTC", { turns: [["ada"]], only: [{ start: "08:00", end: "12:00" }] });
  const office: Calendar = {
    time_zone: "UTC",
    weekly: { mon: [["09:00", "17:00"]], tue: [["00:00", "24:00"]], wed: [["00:00", "06:00"]] },
  };
  // 2026-01-05 is a Monday.
  const [from, to] = [new Date("2026-01-05T00:00Z"), new Date("2026-01-07T12:00Z")];
  test("lasts from when nobody is on call until somebody is", () => {
    expect(gaps(mornings, from, to)).toEqual([
      "2026-01-05T00:00Z 2026-01-05T08:00Z",
      "2026-01-05T12:00Z 2026-01-06T08:00Z",
      "2026-01-06T12:00Z 2026-01-07T08:00Z",
    ]);
  });

  test("counts within hours only where hours are given, and goes on over midnight with them", () => {
    expect(gaps(mornings, from, to, office)).toEqual([
      "2026-01-05T12:00Z 2026-01-05T17:00Z",
      "2026-01-06T00:00Z 2026-01-06T08:00Z",
      "2026-01-06T12:00Z 2026-01-07T06:00Z",
    ]);
  });

  test("may come and go with what people change", () => {
    const changes = [
      change({
        id: "1",
        kind: "override",
        add: "ben",
        from: "2026-01-05T12:00:00Z",
        to: "2026-01-07T08:00:00Z",
      }),
      change({
        id: "2",
        kind: "override",
        remove: "ada",
        from: "2026-01-06T08:00:00Z",
        to: "2026-01-07T12:00:00Z",
      }),
    ];
    expect(gaps(mornings, from, to, undefined, changes)).toEqual([
      "2026-01-05T00:00Z 2026-01-05T08:00Z",
      "2026-01-07T08:00Z 2026-01-07T12:00Z",
    ]);
  });

  test("is everywhere under a roster that has ended, and nowhere under one that is always on", () => {
    expect(gaps(rosterIn("UTC", { turns: [["ada"]], until: "2026-01-01" }), from, to)).toEqual([
      "2026-01-05T00:00Z 2026-01-07T12:00Z",
    ]);
    expect(gaps(rosterIn("UTC", { turns: [["ada"]] }), from, to)).toEqual([]);
  });
});

describe("shifts", () => {
  const roster = rosterIn("Europe/Berlin", {
    turns: [["ben", "ada"], ["ben"], ["ada"]],
    rotation: { type: "daily", start_local: "2026-01-05T09:00" },
  });

  test("go on through turns that have the same responder, and are cut off with the window", () => {
    const shifts = shiftsBetween(roster, new Date("2026-01-05T10:00Z"), new Date("2026-01-08T10:00Z"));
    const because = "layer first";
    expect(shifts).toEqual([
      { responder: "ada", from: new Date("2026-01-05T10:00Z"), to: new Date("2026-01-06T08:00Z"), because },
      { responder: "ben", from: new Date("2026-01-05T10:00Z"), to: new Date("2026-01-07T08:00Z"), because },
      { responder: "ada", from: new Date("2026-01-07T08:00Z"), to: new Date("2026-01-08T10:00Z"), because },
      { responder: "ben", from: new Date("2026-01-08T08:00Z"), to: new Date("2026-01-08T10:00Z"), because },
    ]);
  });

  test("end just before the instant at which another's begin", () => {
    expect(whoIsOnCall(roster, new Date("2026-01-07T07:59:59.999Z"))).toEqual(["ben"]);
    expect(whoIsOnCall(roster, new Date("2026-01-07T08:00:00.000Z"))).toEqual(["ada"]);
  });
});

test("a window that ends before it begins has nothing in it", () => {
  const roster = rosterIn("UTC", {
    turns: turnsOf("ada", "ben"),
    rotation: { type: "hourly", start_local: "2026-01-05T09:00" },
  });
  const [from, to] = [new Date("2026-01-06"), new Date("2026-01-05")];
  for (const ask of [shiftsBetween, timelineOf, handoffsBetween, coverageGaps])
    expect(ask(roster, from, to)).toEqual([]);
  for (const ask of [shiftsBetween, timelineOf, coverageGaps]) expect(ask(roster, from, from)).toEqual([]);
});

test("a date that is none is refused, rather than answered with nobody", () => {
  const roster = rosterIn("UTC", { shifts: [] });
  const [never, now] = [new Date("soon"), new Date("2026-01-05")];
  expect(() => whoIsOnCall(roster, never)).toThrow(RangeError);
  for (const ask of [shiftsBetween, timelineOf, handoffsBetween, coverageGaps]) {
    expect(() => ask(roster, never, now)).toThrow(RangeError);
    expect(() => ask(roster, now, never)).toThrow(RangeError);
  }
});
