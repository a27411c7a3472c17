import type { DayBudget } from "../../shared/ports/day-budget.ts";

export const memoryDayBudget = (microdollarsPerDay: number): DayBudget => {
  const spent = new Map<string, number>();
  const add = (at: Date, microdollars: number): boolean => {
    const day = at.toISOString().slice(0, 10);
    const sum = (spent.get(day) ?? 0) + microdollars;
    if (microdollars > 0 && sum > microdollarsPerDay) return false;
    spent.set(day, sum);
    return true;
  };
  return {
    claim: async (now, microdollars) => add(now, microdollars),
    giveBack: async (claimedAt, microdollars) => void add(claimedAt, -microdollars),
  };
};
