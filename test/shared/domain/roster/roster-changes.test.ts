import { expect, test } from "vitest";
import { RosterChanges } from "../../../../shared/domain/roster/roster-changes.ts";

const made = {
  id: "one",
  from: "2026-01-05T09:00:00Z",
  to: "2026-01-05T17:00:00Z",
  by: "ada",
  at: "2026-01-04T12:00:00Z",
};
const shift = { responder: "ben", from: made.from, to: made.to };

test.each([
  ["nothing", []],
  [
    "overrides of all three sorts",
    [
      { ...made, kind: "override", add: "ben" },
      { ...made, id: "two", kind: "override", remove: "ben" },
      { ...made, id: "three", kind: "override", add: "ben", remove: "cem" },
    ],
  ],
  [
    "swaps, taken and not",
    [
      { ...made, kind: "swap", responder: "ben", taken_by: null },
      { ...made, id: "two", kind: "swap", responder: "ben", taken_by: "cem" },
    ],
  ],
  [
    "temporary schedules, of nobody too",
    [
      { ...made, kind: "temporary", shifts: [shift] },
      { ...made, id: "two", kind: "temporary", shifts: [] },
    ],
  ],
  ["instants with any offset", [{ ...made, kind: "override", add: "ben", to: "2026-01-05T09:30:00-05:00" }]],
])("%s may be changed", (_, changes) => {
  expect(RosterChanges.safeParse(changes).error).toBeUndefined();
});

test.each<[path: string, what: string, message: RegExp, changes: object[]]>([
  ["0.kind", "a kind nobody knows", /./u, [{ ...made, kind: "holiday" }]],
  [
    "0.to",
    "an override that ends as it begins",
    /after 2026-01-05T09/u,
    [{ ...made, kind: "override", add: "ben", to: made.from }],
  ],
  [
    "0.to",
    "a swap that ends before it begins",
    /after 2026-01-05T09/u,
    [{ ...made, kind: "swap", responder: "ben", taken_by: null, to: made.at }],
  ],
  ["0.add", "an override of nobody", /name somebody/u, [{ ...made, kind: "override" }]],
  [
    "0.add",
    "an override of somebody by themselves",
    /changes nothing/u,
    [{ ...made, kind: "override", add: "ben", remove: "ben" }],
  ],
  [
    "0.taken_by",
    "a swap with oneself",
    /write null/u,
    [{ ...made, kind: "swap", responder: "ben", taken_by: "ben" }],
  ],
  [
    "0.to",
    "a temporary schedule that ends before it begins",
    /after 2026-01-05T09/u,
    [{ ...made, kind: "temporary", shifts: [], to: made.at }],
  ],
  [
    "0.shifts.1",
    "a shift that begins before the schedule",
    /from 2026-01-05T09/u,
    [{ ...made, kind: "temporary", shifts: [shift, { ...shift, from: "2026-01-05T08:00:00Z" }] }],
  ],
  [
    "0.shifts.0",
    "a shift that ends after the schedule",
    /to 2026-01-05T17/u,
    [{ ...made, kind: "temporary", shifts: [{ ...shift, to: "2026-01-06T08:00:00Z" }] }],
  ],
  [
    "0.shifts.0.to",
    "a shift of no length",
    /after 2026-01-05T09/u,
    [{ ...made, kind: "temporary", shifts: [{ ...shift, to: shift.from }] }],
  ],
  [
    "1.id",
    "an id that was given before",
    /earlier change/u,
    [
      { ...made, kind: "override", add: "ben" },
      { ...made, kind: "override", add: "cem" },
    ],
  ],
  [
    "0.from",
    "a date for an instant",
    /with its offset/u,
    [{ ...made, kind: "override", add: "ben", from: "2026-01-05" }],
  ],
])("at %s, %s is refused", (path, _, message, changes) => {
  const issues = RosterChanges.safeParse(changes).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
  expect(issues[0]?.message).toMatch(message);
});
