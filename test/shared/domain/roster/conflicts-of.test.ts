import { expect, test } from "vitest";
import { conflictsOf, conflictsOfRemoval } from "../../../../shared/domain/roster/conflicts-of.ts";
import type { RosterChange } from "../../../../shared/domain/roster/roster-changes.ts";
import { change, rosterIn, shift } from "./layers.ts";

const roster = rosterIn(
  "UTC",
  { turns: [["ben"]], only: [{ start: "08:00", end: "12:00" }] },
  { turns: [["cem"]], only: [{ start: "11:00", end: "16:00" }] },
);
const on = (from: string, to: string) => ({ from: `2026-01-05T${from}:00Z`, to: `2026-01-05T${to}:00Z` });
const at = (from: string, to: string) => `from 2026-01-05T${from}:00Z to 2026-01-05T${to}:00Z`;
const swap = (responder: string, taken_by: string | null, hours: { from: string; to: string }, id = "swap") =>
  change({ id, kind: "swap", responder, taken_by, ...hours });
const schedule = (hours: { from: string; to: string }, ...shifts: ReturnType<typeof shift>[]) =>
  change({ id: "schedule", kind: "temporary", ...hours, shifts });

test.each<[fact: string, change: RosterChange, others: RosterChange[], conflicts: string[]]>([
  [
    "an override that fits has none",
    change({ kind: "override", remove: "ben", add: "dora", ...on("08:00", "12:00") }),
    [],
    [],
  ],
  [
    "nor one that reaches further than the shift",
    change({ kind: "override", remove: "ben", add: "dora", ...on("06:00", "20:00") }),
    [],
    [],
  ],
  ["nor somebody who joins", change({ kind: "override", add: "dora", ...on("06:00", "20:00") }), [], []],
  [
    "who is not on call cannot be removed",
    change({ kind: "override", remove: "ben", add: "dora", ...on("12:00", "16:00") }),
    [],
    [`ben is not on call ${at("12:00", "16:00")}: there is nothing to take over`],
  ],
  [
    "who is on call already need not be added",
    change({ kind: "override", add: "cem", ...on("08:00", "12:00") }),
    [],
    [`cem is on call already ${at("11:00", "12:00")}`],
  ],
  [
    "who is on call already can take over no shift at that time",
    change({ kind: "override", remove: "cem", add: "ben", ...on("08:00", "16:00") }),
    [],
    [`ben is on call already ${at("11:00", "12:00")}`],
  ],
  [
    "a removal says when it leaves nobody, and not where there was nobody before",
    change({ kind: "override", remove: "ben", ...on("06:00", "12:00") }),
    [],
    [`it leaves nobody on call ${at("08:00", "11:00")}`],
  ],
  [
    "a temporary schedule says each time when it leaves nobody",
    schedule(on("09:00", "18:00"), shift("dora", "2026-01-05T10:00:00Z", "2026-01-05T14:30:00Z")),
    [],
    [`it leaves nobody on call ${at("09:00", "10:00")}, and ${at("14:30", "16:00")}`],
  ],
  [
    "a swap somebody takes who is on call already",
    swap("ben", "cem", on("08:00", "12:00")),
    [],
    [`cem is on call already ${at("11:00", "12:00")}`],
  ],
  ["a swap nobody has taken leaves no gap", swap("ben", null, on("08:00", "12:00")), [], []],
  [
    "a swap of no shift",
    swap("ben", null, on("13:00", "15:00")),
    [],
    [`ben is not on call ${at("13:00", "15:00")}: there is nothing to take over`],
  ],
  [
    "changes about the same responder overlap",
    change({ kind: "override", remove: "ben", add: "dora", ...on("08:00", "12:00") }),
    [swap("ben", "eve", on("09:00", "10:00"))],
    [`it overlaps the swap by ada ${at("09:00", "10:00")}`],
  ],
  [
    "so do those that bring in the same one",
    change({ kind: "override", remove: "ben", add: "dora", ...on("08:00", "11:30") }),
    [change({ id: "two", kind: "override", add: "dora", by: "lead", ...on("11:00", "13:00") })],
    [
      `dora is on call already ${at("11:00", "11:30")}`,
      `it overlaps the override by lead ${at("11:00", "13:00")}`,
    ],
  ],
  [
    "changes about different people do not",
    change({ kind: "override", remove: "ben", add: "dora", ...on("08:00", "12:00") }),
    [swap("cem", "eve", on("11:00", "12:00"))],
    [],
  ],
  [
    "those that touch do not",
    swap("ben", "dora", on("10:00", "12:00")),
    [swap("ben", "eve", on("08:00", "10:00"), "two")],
    [],
  ],
  [
    "everything overlaps a temporary schedule",
    swap("ben", null, on("08:00", "12:00")),
    [schedule(on("07:00", "09:00"), shift("eve", "2026-01-05T07:00:00Z", "2026-01-05T09:00:00Z"))],
    [`it overlaps the temporary schedule by ada ${at("07:00", "09:00")}`],
  ],
  [
    "a temporary schedule overlaps everything",
    schedule(on("09:00", "10:00"), shift("eve", "2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z")),
    [change({ kind: "override", add: "dora", ...on("09:30", "12:00") })],
    [`it overlaps the override by ada ${at("09:30", "12:00")}`],
  ],
  [
    "a change is not compared with what it was before",
    swap("ben", "dora", on("08:00", "12:00")),
    [swap("ben", null, on("08:00", "12:00"))],
    [],
  ],
  [
    "the place of somebody who swapped away can still be given to another",
    change({ kind: "override", remove: "ben", add: "dora", ...on("08:00", "10:00") }),
    [swap("ben", "eve", on("08:00", "12:00"))],
    [`it overlaps the swap by ada ${at("08:00", "12:00")}`],
  ],
  [
    "what is over as it is made",
    change({ kind: "override", add: "dora", ...on("08:00", "12:00"), at: "2026-01-05T12:00:00Z" }),
    [],
    ["it was over before it was made: it ends at 2026-01-05T12:00:00Z"],
  ],
  [
    "what has begun already is in time",
    change({ kind: "override", add: "dora", ...on("08:00", "12:00"), at: "2026-01-05T11:59:00Z" }),
    [],
    [],
  ],
])("%s", (_, made, others, conflicts) => {
  expect(conflictsOf(made, roster, others)).toEqual(conflicts);
});

test("taking back what was all there is leaves nobody, and only where there was somebody before", () => {
  const joins = change({ kind: "override", add: "dora", ...on("06:00", "18:00") });
  const other = change({ id: "other", kind: "override", add: "eve", ...on("17:00", "18:00") });
  expect(conflictsOfRemoval(joins, roster, [joins, other])).toEqual([
    `it leaves nobody on call ${at("06:00", "08:00")}, and ${at("16:00", "17:00")}`,
  ]);
});

test("taking back a removal leaves nobody to be missed", () => {
  const out = change({ kind: "override", remove: "ben", ...on("08:00", "12:00") });
  expect(conflictsOfRemoval(out, roster, [out])).toEqual([]);
});
