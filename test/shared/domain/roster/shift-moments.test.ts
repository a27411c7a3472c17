import { describe, expect, test } from "vitest";
import { momentsAt } from "../../../../shared/domain/roster/shift-moments.ts";
import { change, rosterIn, turnsOf } from "./layers.ts";

const nights = rosterIn("UTC", {
  turns: turnsOf("ada", "ben"),
  rotation: { type: "daily", start_local: "2026-01-05T20:00" },
});
const told = (at: string, beforeMinutes = 15, changes: Parameters<typeof momentsAt>[2] = []) =>
  momentsAt(nights, { now: new Date(`2026-01-06T${at}Z`), beforeMinutes }, changes).map(
    ({ kind, responder }) => `${kind} ${responder}`,
  );

describe("ada hands over to ben at eight in the evening", () => {
  test.each([
    ["19:44:59", []],
    ["19:45:00", ["soon ben"]],
    ["19:59:59", ["soon ben"]],
    ["20:00:00", ["over ada", "begins ben"]],
    ["20:05:00", ["over ada", "begins ben", "settled ben"]],
    ["20:14:59", ["over ada", "begins ben", "settled ben"]],
    ["20:15:00", ["settled ben"]],
    ["20:20:00", []],
  ])("at %s: %j", (at, moments) => {
    expect(told(at)).toEqual(moments);
  });

  test("nobody is told before where that is off", () => {
    expect(told("19:59:59", 0)).toEqual([]);
    expect(told("20:00:00", 0)).toEqual(["over ada", "begins ben"]);
  });
});

test("each is told who comes before them, or after, and until when", () => {
  expect(momentsAt(nights, { now: new Date("2026-01-06T20:00:00Z"), beforeMinutes: 15 })).toEqual([
    {
      kind: "over",
      responder: "ada",
      because: "layer first",
      at: new Date("2026-01-06T20:00:00Z"),
      until: null,
      others: ["ben"],
    },
    {
      kind: "begins",
      responder: "ben",
      because: "layer first",
      at: new Date("2026-01-06T20:00:00Z"),
      until: new Date("2026-01-07T20:00:00Z"),
      others: ["ada"],
    },
  ]);
});

test("whoever goes on by another reason begins nothing, and is not over", () => {
  const stays = change({
    kind: "override",
    remove: "ben",
    add: "ada",
    from: "2026-01-06T20:00:00Z",
    to: "2026-01-07T20:00:00Z",
  });
  expect(told("20:00:00", 15, [stays])).toEqual([]);
});

test("whoever has been on call for ever, or for hours, begins nothing", () => {
  const ever = rosterIn("UTC", { turns: [["ada"]] });
  expect(momentsAt(ever, { now: new Date("2026-01-06T20:00:00Z"), beforeMinutes: 60 })).toEqual([]);
  expect(told("19:00:00", 30)).toEqual([]);
});

test("whoever is put on call while it runs is told as they begin", () => {
  const joins = change({
    kind: "override",
    add: "cem",
    from: "2026-01-06T12:00:00Z",
    to: "2026-01-06T13:00:00Z",
  });
  expect(told("12:03:00", 15, [joins])).toEqual(["begins cem"]);
  expect(told("13:03:00", 15, [joins])).toEqual(["over cem"]);
});
