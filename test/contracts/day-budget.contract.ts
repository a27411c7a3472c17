import { describe, expect, test } from "vitest";
import type { DayBudget } from "../../shared/ports/day-budget.ts";

const today = new Date("2026-11-21T23:59:00Z");
const tomorrow = new Date("2026-11-22T00:01:00Z");

/** What every budget does that has 1,000 millionths of a dollar a day. */
export const dayBudgetContract = (name: string, fresh: () => Promise<DayBudget>): void => {
  describe(`a day's budget (${name})`, () => {
    test("is there to the last, and no further", async () => {
      const budget = await fresh();
      expect(await budget.claim(today, 600)).toBe(true);
      expect(await budget.claim(today, 401)).toBe(false);
      expect(await budget.claim(today, 400)).toBe(true);
      expect(await budget.claim(today, 1)).toBe(false);
      expect(await budget.claim(tomorrow, 1000)).toBe(true);
    });

    test("has back what was not spent, on the day it was claimed", async () => {
      const budget = await fresh();
      await budget.claim(today, 1000);
      await budget.giveBack(today, 700);
      expect(await budget.claim(today, 701)).toBe(false);
      expect(await budget.claim(today, 700)).toBe(true);
    });

    test("never gives more than there is, however many want it at once", async () => {
      const budget = await fresh();
      const claims = await Promise.all(Array.from({ length: 20 }, () => budget.claim(today, 90)));
      expect(claims.filter(Boolean)).toHaveLength(11);
    });

    test("does not give what no day has", async () => {
      expect(await (await fresh()).claim(today, 1001)).toBe(false);
    });
  });
};
