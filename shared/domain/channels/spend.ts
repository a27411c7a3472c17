/**
 * A budget that holds whatever crashes: money is noted as spent before it is, and what was left over is given back
 * after. Whoever dies in between has spent all of it.
 */
import type { ChannelMemory, Spent } from "./channel-memory.ts";

export type Budget = { readonly dollarsPerDay: number; readonly dollarsPerMonth: number };

type Memory = Pick<ChannelMemory, "spent">;

/** What may still be spent today, to the tenth of a cent. */
export const leftToSpend = ({ spent }: Memory, budget: Budget, now: Date): number => {
  const { dayDollars, monthDollars } = current(spent, now);
  const left = Math.min(budget.dollarsPerDay - dayDollars, budget.dollarsPerMonth - monthDollars);
  return Math.max(0, Math.floor(left * 1000 + 1e-6) / 1000);
};

/** The memory once so much was spent now, or given back when it is less than nothing. */
export const spend = <Remembered extends Memory>(
  memory: Remembered,
  dollars: number,
  now: Date,
): Remembered => {
  const { dayDollars, monthDollars, ...days } = current(memory.spent, now);
  const spent = {
    ...days,
    dayDollars: added(dayDollars, dollars),
    monthDollars: added(monthDollars, dollars),
  };
  return { ...memory, spent };
};

/** Money is added in tenths of a cent: as fractions of a dollar it would not add up. */
const added = (one: number, other: number): number =>
  Math.max(0, Math.round(one * 1000) + Math.round(other * 1000)) / 1000;

const current = (spent: Spent | null, now: Date): Spent => {
  const day = now.toISOString().slice(0, 10);
  const month = day.slice(0, 7);
  return {
    day,
    dayDollars: spent?.day === day ? spent.dayDollars : 0,
    month,
    monthDollars: spent?.month === month ? spent.monthDollars : 0,
  };
};
