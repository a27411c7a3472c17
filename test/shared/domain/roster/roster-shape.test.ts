import { describe, expect, test } from "vitest";
import { Roster } from "../../../../shared/domain/roster/roster-shape.ts";

const layer = (what: object) => ({ name: "nights", ...what });
const roster = (...layers: object[]) => ({ time_zone: "Europe/Berlin", layers });
const turns = [["ada"], ["ben", "cem"]];
const rotation = { type: "weekly", start_local: "2026-01-05T09:00" };
const shift = { responder: "ada", from: "2026-01-05T09:00:00Z", to: "2026-01-05T17:00:00Z" };

test.each([
  ["somebody who is always on call", layer({ turns: [["ada"]] })],
  ["two who always are", layer({ turns: [["ada", "ben"]] })],
  ["turns, some of several people", layer({ turns, rotation })],
  ["somebody who takes two turns of three", layer({ turns: [["ada"], ["ben"], ["ada"]], rotation })],
  [
    "days that are named",
    layer({ turns, rotation: { ...rotation, every: 2, shift_length: 3, by_day: ["sat", "sun"] } }),
  ],
  [
    "nights, whole days, and days until midnight",
    layer({
      turns,
      rotation,
      only: [
        { start: "20:00", end: "08:00" },
        { days: ["sat"], start: "08:00", end: "08:00" },
        { start: "20:00", end: "24:00" },
      ],
    }),
  ],
  [
    "a zone, holidays and a priority of its own",
    layer({ turns, rotation, time_zone: "Asia/Tokyo", holidays: ["2028-02-29"], priority: -1 }),
  ],
  [
    "bounds, as dates and instants",
    layer({ turns, rotation, from: "2026-01-05", until: "2026-03-01T09:00:00+01:00" }),
  ],
  [
    "bounds that leave nothing between them",
    layer({ turns, rotation, from: "2026-01-05", until: "2026-01-01" }),
  ],
  ["single shifts", layer({ shifts: [shift, { ...shift, priority: 2 }] })],
  ["no shifts, for now", layer({ shifts: [] })],
])("a layer may have %s", (_, given) => {
  expect(Roster.safeParse(roster(given)).error).toBeUndefined();
});

describe("it is refused", () => {
  test.each<[path: string, what: string, message: RegExp, layer: object]>([
    [
      "layers.0.time_zone",
      "a zone nobody knows",
      /no time zone: write an IANA name/u,
      { turns: [["ada"]], time_zone: "Europe/Atlantis" },
    ],
    ["layers.0", "nobody at all", /write turns .* or shifts/u, {}],
    ["layers.0.turns", "no turns", /name somebody/u, { turns: [] }],
    ["layers.0.turns.1", "a turn of nobody", /name a responder/u, { turns: [["ada"], []], rotation }],
    ["layers.0.turns.0.1", "a responder without an id", /id of a responder/u, { turns: [["ada", ""]] }],
    ["layers.0.turns.0", "a turn that names somebody twice", /twice/u, { turns: [["ada", "ada"]] }],
    ["layers.0.turns", "turns that nothing changes", /rotation/u, { turns }],
    [
      "layers.0.shifts",
      "turns and shifts at once",
      /layer of their own/u,
      { turns: [["ada"]], shifts: [shift] },
    ],
    ["layers.0.rotation", "a rotation of shifts", /write turns/u, { shifts: [shift], rotation }],
    [
      "layers.0.rotation.type",
      "turns of a year",
      /hourly/u,
      { turns, rotation: { ...rotation, type: "yearly" } },
    ],
    [
      "layers.0.rotation.shift_length",
      "turns of no length",
      /above 0/u,
      { turns, rotation: { ...rotation, shift_length: 0 } },
    ],
    [
      "layers.0.rotation.every",
      "half weeks",
      /whole number/u,
      { turns, rotation: { ...rotation, every: 0.5 } },
    ],
    [
      "layers.0.rotation.start_local",
      "a start on a date that does not exist",
      /2026-01-05T09:00/u,
      { turns, rotation: { ...rotation, start_local: "2026-02-30T09:00" } },
    ],
    [
      "layers.0.rotation.start_local",
      "a start at an instant",
      /of the wall/u,
      { turns, rotation: { ...rotation, start_local: "2026-01-05T09:00:00Z" } },
    ],
    [
      "layers.0.rotation.start_local",
      "a start at 24:00",
      /of the wall/u,
      { turns, rotation: { ...rotation, start_local: "2026-01-05T24:00" } },
    ],
    [
      "layers.0.rotation.by_day.0",
      "a day in capitals",
      /"mon"/u,
      { turns, rotation: { ...rotation, by_day: ["MO"] } },
    ],
    [
      "layers.0.rotation.by_day",
      "no days",
      /leave this out/u,
      { turns, rotation: { ...rotation, by_day: [] } },
    ],
    [
      "layers.0.rotation.by_day",
      "hours of certain days",
      /`only`/u,
      { turns, rotation: { ...rotation, type: "hourly", by_day: ["sat"] } },
    ],
    ["layers.0.only", "no hours", /leave this out/u, { turns: [["ada"]], only: [] }],
    [
      "layers.0.only.0.days",
      "hours on no day",
      /leave this out/u,
      { turns: [["ada"]], only: [{ days: [], start: "08:00", end: "20:00" }] },
    ],
    [
      "layers.0.only.0.start",
      "hours that start as the day ends",
      /next day/u,
      { turns: [["ada"]], only: [{ start: "24:00", end: "08:00" }] },
    ],
    [
      "layers.0.only.0.end",
      "a time without its zero",
      /"00:00" to "24:00"/u,
      { turns: [["ada"]], only: [{ start: "08:00", end: "9:00" }] },
    ],
    [
      "layers.0.until",
      "a bound that is neither date nor instant",
      /2026-01-05T09:00:00Z/u,
      { turns: [["ada"]], until: "2026-01-05T09:00" },
    ],
    [
      "layers.0.holidays.0",
      "a holiday that does not exist",
      /date that exists/u,
      { turns: [["ada"]], holidays: ["2027-02-29"] },
    ],
    [
      "layers.0.shifts.0.to",
      "a shift that ends before it begins",
      /after 2026-01-05T09:00:00Z/u,
      { shifts: [{ ...shift, to: shift.from }] },
    ],
    [
      "layers.0.shifts.0.from",
      "a shift from no instant",
      /with its offset/u,
      { shifts: [{ ...shift, from: "2026-01-05T09:00" }] },
    ],
    ["layers.0.priority", "half a priority", /whole number/u, { turns: [["ada"]], priority: 1.5 }],
    ["layers.0.name", "a name of spaces", /give the layer a name/u, { turns: [["ada"]], name: " " }],
    ["layers.0", "a field nobody knows", /handoff/u, { turns: [["ada"]], handoff: "09:00" }],
  ])("at %s, with %s", (path, _, message, given) => {
    const issues = Roster.safeParse(roster(layer(given))).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(issues[0]?.message).toMatch(message);
  });

  test.each([
    ["layers", "without a layer", /give the roster a layer/u, roster()],
    [
      "time_zone",
      "in a zone that is a mere offset",
      /no time zone/u,
      { ...roster(layer({ turns: [["ada"]] })), time_zone: "+01:00" },
    ],
    [
      "layers.1.name",
      "with two layers of a name",
      /name of an earlier layer/u,
      roster(layer({ turns: [["ada"]] }), layer({ turns: [["ben"]] })),
    ],
  ])("at %s, %s", (path, _, message, given) => {
    const issues = Roster.safeParse(given).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(issues[0]?.message).toMatch(message);
  });
});
