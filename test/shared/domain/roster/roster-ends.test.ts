import { expect, test } from "vitest";
import type { Layer } from "../../../../shared/domain/roster/layer-shape.ts";
import { respondersOf } from "../../../../shared/domain/roster/responders-of.ts";
import { rosterEnds } from "../../../../shared/domain/roster/roster-ends.ts";
import { rosterIn, shift, turnsOf } from "./layers.ts";

const always: Partial<Layer> = { turns: [["ada"]] };
const week: Partial<Layer> = {
  shifts: [
    shift("cem", "2026-01-08T00:00:00Z", "2026-01-09T00:00:00Z"),
    shift("ben", "2026-01-05T00:00:00Z", "2026-01-07T00:00:00Z"),
  ],
};

test.each<[roster: string, layers: Partial<Layer>[], ends: string | null]>([
  ["with somebody who is always on call never ends", [week, always], null],
  [
    "of turns ends with its last layer",
    [
      { ...always, until: "2026-01-06" },
      { ...always, until: "2026-01-05T00:00:00Z" },
    ],
    "2026-01-05T18:15:00.000Z",
  ],
  ["of shifts ends with the last of them", [week], "2026-01-09T00:00:00.000Z"],
  [
    "of shifts ends earlier where its layer does",
    [{ ...week, until: "2026-01-08T12:00:00Z" }],
    "2026-01-08T12:00:00.000Z",
  ],
  [
    "has nobody in a layer that ends before it begins",
    [week, { ...always, from: "2027-02-01", until: "2027-01-01" }],
    "2026-01-09T00:00:00.000Z",
  ],
  ["that never has anybody ended long ago", [{ shifts: [] }], "1970-01-01T00:00:00.000Z"],
])("a roster %s", (_, layers, ends) => {
  expect(rosterEnds(rosterIn("Asia/Kathmandu", ...layers))?.toISOString() ?? null).toBe(ends);
});

test("everybody a roster names is named once, in order", () => {
  expect(respondersOf(rosterIn("UTC", { turns: [["dora", "cem"], ["ada"]] }, week))).toEqual([
    "ada",
    "ben",
    "cem",
    "dora",
  ]);
  expect(respondersOf(rosterIn("UTC", { turns: turnsOf("ada", "ben", "ada") }))).toEqual(["ada", "ben"]);
});
