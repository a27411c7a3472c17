import { expect, test } from "vitest";
import { faultKinds } from "../../infra/local/gateway/faults/fault.ts";
import { faultPlan } from "./fault-plan.ts";
import { seededRandom } from "./seeded-random.ts";
import { trafficOf } from "./traffic.ts";

const now = new Date("2026-11-21T10:00:00Z");

const planOf = (seed: number) => {
  const random = seededRandom(seed);
  return { traffic: trafficOf(random.fork(), now), faults: faultPlan(random.fork()) };
};

test("a seed plans the same misfortunes and the same mentions every time", () => {
  expect(planOf(1234)).toEqual(planOf(1234));
  expect(planOf(1234)).not.toEqual(planOf(1235));
});

test("every seed brings fifty mentions, whatever scenes it plays", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const traffic = trafficOf(seededRandom(seed), now);
    const ids = traffic.flatMap(({ mentions }) => mentions.map(({ id }) => id));
    expect(new Set(ids).size).toBe(50);
  }
});

test("every kind of fault is planned somewhere", () => {
  const plans = Array.from({ length: 50 }, (_, seed) => faultPlan(seededRandom(seed)));
  expect(new Set(plans.flat().map(({ kind }) => kind))).toEqual(new Set(faultKinds));
});

test("a fork's chance does not depend on how often its parent is asked", () => {
  const [one, other] = [seededRandom(7), seededRandom(7)];
  const [fork, same] = [one.fork(), other.fork()];
  other();
  expect([fork(), fork()]).toEqual([same(), same()]);
});
