import type { Rule } from "./rule.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Where to begin to work out a rule that starts at a time on the wall and is read from another one: a series of years is
 * entered near there, a whole number of its periods after its start and at least one before what is read. Whoever counts
 * has to begin at the beginning.
 */
export const enteredAt = (rule: Rule, start: number, read: number): number => {
  const { freq, interval = 1, count } = rule;
  if (count !== undefined || read <= start) return start;
  switch (freq) {
    case "HOURLY":
      return start + skipped((read - start) / hourMs, interval) * hourMs;
    case "DAILY":
      return start + skipped((read - start) / dayMs, interval) * dayMs;
    case "WEEKLY":
      return start + skipped((read - start) / (7 * dayMs), interval) * 7 * dayMs;
    case "MONTHLY":
      return namesDays(rule) ? onFirst(start, skipped(monthOf(read) - monthOf(start), interval)) : start;
    case "YEARLY":
      return start;
  }
};

/** As much of a distance as can be passed over in steps of an interval, less one step. */
const skipped = (distance: number, interval: number): number =>
  Math.max(0, Math.floor(distance / interval) - 1) * interval;

/** A monthly rule that does not is about the day of its start, which is not to be lost. */
const namesDays = (rule: Rule): boolean =>
  "byday" in rule || ("bymonthday" in rule && rule.bymonthday !== undefined);

const monthOf = (wall: number): number => {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The first of a later month, at the same time of day. */
const onFirst = (wall: number, months: number): number => {
  if (months === 0) return wall;
  const date = new Date(wall);
  const timeOfDay = wall - Math.floor(wall / dayMs) * dayMs;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months) + timeOfDay;
};
