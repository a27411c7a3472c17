import { describe, expect, test } from "vitest";
import type { Layer } from "../../../../shared/domain/roster/layer-shape.ts";
import type { RosterChange } from "../../../../shared/domain/roster/roster-changes.ts";
import { change, reasonsIn, rosterIn, shift, watchesIn } from "./layers.ts";

const ben: Partial<Layer> = { name: "mornings", turns: [["ben"]], only: [{ start: "08:00", end: "12:00" }] };
const eve: Partial<Layer> = { name: "always", turns: [["eve"]] };

const from = "2026-01-05T09:00:00Z";
const to = "2026-01-05T11:00:00Z";

/** Ben's morning, and a little of what is around it. */
const morning = (changes: RosterChange[], ...others: Partial<Layer>[]): string[] =>
  watchesIn(rosterIn("UTC", ben, ...others), "2026-01-05T08:00Z", "2026-01-05T13:00Z", changes);

describe("an override", () => {
  test("puts one in another's place, and gives it back", () => {
    expect(morning([change({ kind: "override", remove: "ben", add: "cem", from, to })])).toEqual([
      "2026-01-05T08:00Z ben",
      "2026-01-05T09:00Z cem",
      "2026-01-05T11:00Z ben",
      "2026-01-05T12:00Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });

  test("that only removes leaves a gap", () => {
    expect(morning([change({ kind: "override", remove: "ben", from, to })])).toEqual([
      "2026-01-05T08:00Z ben",
      "2026-01-05T09:00Z nobody",
      "2026-01-05T11:00Z ben",
      "2026-01-05T12:00Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });

  test("that only adds needs nobody to be on call", () => {
    expect(morning([change({ kind: "override", add: "cem", from, to: "2026-01-05T12:30:00Z" })])).toEqual([
      "2026-01-05T08:00Z ben",
      "2026-01-05T09:00Z ben+cem",
      "2026-01-05T12:00Z cem",
      "2026-01-05T12:30Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });

  test("replaces somebody only while they are on call", () => {
    const weeks = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
    expect(morning([change({ kind: "override", remove: "ben", add: "cem", ...weeks })], eve)).toEqual([
      "2026-01-05T08:00Z cem+eve",
      "2026-01-05T12:00Z eve",
      "2026-01-05T13:00Z",
    ]);
  });
});

describe("a swap", () => {
  const swap = { kind: "swap", responder: "ben", from, to: "2026-01-05T18:00:00Z" } as const;

  test("that is taken splits the shift, and goes no further than it", () => {
    expect(morning([change({ ...swap, taken_by: "cem" })])).toEqual([
      "2026-01-05T08:00Z ben",
      "2026-01-05T09:00Z cem",
      "2026-01-05T12:00Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });

  test("that nobody took changes nothing", () => {
    expect(morning([change({ ...swap, taken_by: null })])).toEqual(morning([]));
  });

  test("may be handed on by whoever took it", () => {
    const first = change({ ...swap, taken_by: "cem", at: "2026-01-01T00:00:00Z" });
    const second = change({
      ...swap,
      id: "two",
      responder: "cem",
      taken_by: "dora",
      at: "2025-12-31T20:00:00-05:00",
    });
    expect(morning([second, first])).toEqual([
      "2026-01-05T08:00Z ben",
      "2026-01-05T09:00Z dora",
      "2026-01-05T12:00Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });
});

describe("a temporary schedule", () => {
  test("is all there is in its time", () => {
    const shifts = [shift("dora", from, "2026-01-05T10:00:00Z"), shift("cem", from, "2026-01-05T09:30:00Z")];
    expect(morning([change({ kind: "temporary", from, to, shifts })], eve)).toEqual([
      "2026-01-05T08:00Z ben+eve",
      "2026-01-05T09:00Z cem+dora",
      "2026-01-05T09:30Z dora",
      "2026-01-05T10:00Z nobody",
      "2026-01-05T11:00Z ben+eve",
      "2026-01-05T12:00Z eve",
      "2026-01-05T13:00Z",
    ]);
  });

  test("of the past tells what really was, whatever the roster says of it now", () => {
    const past = { from: "2026-01-05T07:00:00Z", to: "2026-01-05T09:00:00Z" };
    const history = change({ kind: "temporary", ...past, shifts: [shift("ben", past.from, past.to)] });
    const late = { ...ben, only: [{ start: "09:00", end: "12:00" }] };
    expect(watchesIn(rosterIn("UTC", late), "2026-01-05T06:00Z", "2026-01-05T13:00Z", [history])).toEqual([
      "2026-01-05T06:00Z nobody",
      "2026-01-05T07:00Z ben",
      "2026-01-05T12:00Z nobody",
      "2026-01-05T13:00Z",
    ]);
  });
});

describe("who wins", () => {
  const earlier = "2026-01-01T00:00:00Z";
  const later = "2026-01-02T00:00:00Z";
  const swap = change({ id: "swap", kind: "swap", responder: "ben", taken_by: "cem", from, to, at: later });
  const takes = (add: string, at: string, remove = "ben") =>
    change({ id: `${add} for ${remove}`, kind: "override", add, remove, from, to, at });
  const only = (responder: string, at: string) =>
    change({ id: responder, kind: "temporary", from, to, shifts: [shift(responder, from, to)], at });

  test.each<[fact: string, changes: RosterChange[], onCall: string]>([
    ["a swap over the layers", [swap], "cem"],
    ["an override over a swap, though it was made earlier", [swap, takes("dora", earlier, "cem")], "dora"],
    [
      "an override of whoever swapped away, too, over whoever took the swap",
      [swap, takes("dora", earlier)],
      "dora",
    ],
    [
      "a temporary schedule over both, though it was made first",
      [only("finn", earlier), swap, takes("dora", later)],
      "finn",
    ],
    [
      "the later of two overrides, where it replaces the other's",
      [takes("finn", later, "dora"), takes("dora", earlier)],
      "finn",
    ],
    [
      "an override of whoever took the swap, though another was put in their place before",
      [takes("finn", later, "cem"), takes("dora", earlier), swap],
      "finn",
    ],
    [
      "the later of two that replace the same responder",
      [takes("finn", later), takes("dora", earlier)],
      "finn",
    ],
    [
      "a replacement over a removal that was made before it",
      [takes("finn", later), change({ id: "away", kind: "override", remove: "ben", from, to, at: earlier })],
      "finn",
    ],
    [
      "an override of whoever had the place first, after others have had it",
      [takes("finn", later), takes("dora", earlier, "cem"), swap],
      "finn",
    ],
    ["the later of two temporary schedules", [only("hana", later), only("finn", earlier)], "hana"],
    ["of two made at once, the later id", [only("hana", later), only("finn", later)], "hana"],
  ])("%s", (_, changes, onCall) => {
    const roster = rosterIn("UTC", ben);
    expect(watchesIn(roster, from, to, changes)).toEqual([
      `2026-01-05T09:00Z ${onCall}`,
      "2026-01-05T11:00Z",
    ]);
    expect(watchesIn(roster, from, to, changes.toReversed())).toEqual(watchesIn(roster, from, to, changes));
  });
});

test("every shift says why", () => {
  const changes: RosterChange[] = [
    change({ id: "1", kind: "override", add: "cem", from, to, by: "ada" }),
    change({ id: "2", kind: "override", add: "dora", remove: "eve", from, to, by: "lead" }),
    change({
      id: "3",
      kind: "swap",
      responder: "ben",
      taken_by: "finn",
      from: to,
      to: "2026-01-05T12:00:00Z",
    }),
    change({
      id: "4",
      kind: "temporary",
      from: "2026-01-05T12:00:00Z",
      to: "2026-01-05T13:00:00Z",
      shifts: [shift("hana", "2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z")],
    }),
  ];
  expect(reasonsIn(rosterIn("UTC", ben, eve), "2026-01-05T08:00Z", "2026-01-05T14:00Z", changes)).toEqual([
    "2026-01-05T08:00Z ben: layer mornings",
    "2026-01-05T08:00Z eve: layer always",
    "2026-01-05T09:00Z cem: override by ada",
    "2026-01-05T09:00Z dora: override by lead, in place of eve",
    "2026-01-05T11:00Z eve: layer always",
    "2026-01-05T11:00Z finn: swap with ben",
    "2026-01-05T12:00Z hana: temporary schedule by ada",
    "2026-01-05T13:00Z eve: layer always",
  ]);
});

test("whoever is on call already stays so for the reason they had", () => {
  const added = change({ kind: "override", add: "ben", from, to });
  const replacing = change({ id: "two", kind: "override", add: "ben", remove: "eve", from, to });
  expect(reasonsIn(rosterIn("UTC", ben, eve), from, to, [added, replacing])).toEqual([
    "2026-01-05T09:00Z ben: layer mornings",
  ]);
});
