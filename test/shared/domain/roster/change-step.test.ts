import { expect, test } from "vitest";
import { makeChange, removeChange, takeSwap } from "../../../../shared/domain/roster/change-step.ts";
import { change } from "./layers.ts";

const night = { from: "2026-01-05T20:00:00Z", to: "2026-01-06T08:00:00Z" };
const override = change({ id: "o", kind: "override", add: "ben", ...night });
const offer = change({ id: "s", kind: "swap", responder: "ada", taken_by: null, ...night });
const eve = { by: "eve", at: new Date("2026-01-05T10:00:00Z") };
const done = { by: "eve", at: "2026-01-05T10:00:00.000Z" };

test("what is made is there, and says who made it", () => {
  expect(makeChange([offer], override)).toEqual({
    changes: [offer, override],
    entry: { did: "made", by: "ada", at: "2025-12-31T12:00:00Z", change: override },
  });
});

test("what was over for more than a year makes room", () => {
  const old = change({
    id: "old",
    kind: "override",
    add: "ben",
    from: "2024-11-26T00:00:00Z",
    to: "2024-11-26T11:59:59Z",
  });
  const younger = { ...old, id: "younger", to: "2024-11-26T12:00:00Z" };
  expect(makeChange([old, younger], override).changes).toEqual([younger, override]);
});

test("what is taken back is gone from the changes, and told of in full", () => {
  expect(removeChange([offer, override], "o", eve)).toEqual({
    changes: [offer],
    entry: { did: "removed", ...done, change: override },
  });
  expect(removeChange([offer, override], "p", eve)).toBeNull();
});

test("whoever takes over what is offered has it, and nobody after them", () => {
  const taken = { ...offer, taken_by: "ben" };
  const taking = { ...eve, responder: "ben" };
  expect(takeSwap([override, offer], "s", taking)).toEqual({
    changes: [override, taken],
    entry: { did: "taken", ...done, change: taken },
  });
  expect(takeSwap([override, taken], "s", { ...eve, responder: "cem" })).toBeNull();
  expect(takeSwap([override, offer], "o", taking)).toBeNull();
});
