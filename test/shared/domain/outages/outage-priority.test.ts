import { expect, test } from "vitest";
import { outagePriority } from "../../../../shared/domain/outages/outage-priority.ts";

const outage = { firstSeen: "2026-11-21T03:00:00Z", lastSeen: "2026-11-21T03:10:00Z" };

test("an outage has a priority of its own, above any single urgent mention's", () => {
  const { total, parts } = outagePriority({ ...outage, count: 12 });
  expect(parts.at(-1)).toEqual({
    name: "suspected outage",
    points: 30,
    because: "speaks for 12 reports of the same",
  });
  expect(total).toBe(40 + 40 + 10 + 30);
});

test("it rises once, and not with every report", () => {
  const [few, many] = [5, 500].map((count) => outagePriority({ ...outage, count }).total);
  expect(many).toBe(few);
});
