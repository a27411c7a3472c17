import * as fc from "fast-check";
import { expect, test } from "vitest";
import { leftToSpend, spend } from "../../../../shared/domain/channels/spend.ts";
import type { Spent } from "../../../../shared/domain/channels/channel-memory.ts";

const start = Date.parse("2026-11-20T00:00:00Z");
const nothing: { readonly spent: Spent | null } = { spent: null };

test("what was too much is given back, to the tenth of a cent", () => {
  const now = new Date(start);
  const budget = { dollarsPerDay: 0.3, dollarsPerMonth: 1 };
  const reserved = spend(nothing, leftToSpend(nothing, budget, now), now);
  expect(leftToSpend(reserved, budget, now)).toBe(0);
  expect(leftToSpend(spend(reserved, 0.011 - 0.3, now), budget, now)).toBe(0.289);
});

test("whatever is spent whenever, no day and no month costs more than its budget", () => {
  const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3000 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(hours, fc.integer({ max: 2000, min: 0 }), (steps, mills) => {
      const budget = { dollarsPerDay: mills / 1000, dollarsPerMonth: (mills * 3) / 1000 };
      let memory = nothing;
      let at = start;
      const bills = new Map<string, number>();
      for (const [later, wish] of steps) {
        at += later * 3600_000;
        const now = new Date(at);
        const dollars = Math.min(wish / 1000, leftToSpend(memory, budget, now));
        memory = spend(memory, dollars, now);
        for (const period of [now.toISOString().slice(0, 10), now.toISOString().slice(0, 7)])
          bills.set(period, (bills.get(period) ?? 0) + Math.round(dollars * 1000));
      }
      for (const [period, bill] of bills)
        expect(bill).toBeLessThanOrEqual(period.length > 7 ? mills : mills * 3);
    }),
  );
});
