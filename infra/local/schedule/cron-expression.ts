/** `cron(minute hour day-of-month month day-of-week year)` of EventBridge, on croner. */
import { Cron } from "croner";
import type { NextTick } from "./next-tick.ts";

/** What EventBridge takes in each field: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions */
const number = String.raw`\d+`;
const named = (names: string): string => `(?:${number}|${names})`;
const months = named("JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC");
const weekdays = named("SUN|MON|TUE|WED|THU|FRI|SAT");
const list = (value: string): string =>
  String.raw`(?:\*|${value})(?:-${value})?(?:\/${number})?(?:,${value}(?:-${value})?(?:\/${number})?)*`;

const fields = [
  list(number),
  list(number),
  String.raw`(?:\?|L|LW|${number}W|${list(number)})`,
  list(months),
  String.raw`(?:\?|L|${weekdays}L|${weekdays}#[1-5]|${list(weekdays)})`,
  list(number),
].map((field) => new RegExp(`^${field}$`, "i"));

/** Undefined for what EventBridge would not take. */
export const cronExpression = (expression: string): NextTick | undefined => {
  const pattern = cronerPattern(expression);
  if (pattern === undefined) return undefined;
  try {
    const cron = new Cron(pattern, {
      timezone: "UTC",
      alternativeWeekdays: true,
      sloppyRanges: true,
      paused: true,
    });
    return (after) => cron.nextRun(after) ?? undefined;
  } catch {
    return undefined;
  }
};

/** With a field for the second in front, which is always 0. */
const cronerPattern = (expression: string): string | undefined => {
  const parts = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (parts?.length !== fields.length || !parts.every((part, index) => fields[index]?.test(part))) {
    return undefined;
  }
  const [minute, hour, dayOfMonth, month, dayOfWeek = "", year] = parts;
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) return undefined;
  return ["0", minute, hour, dayOfMonth, month, weekday(dayOfWeek), year]
    .map((part) => (part === "?" ? "*" : part))
    .join(" ");
};

/** `L` alone is the last day of the week, and `6L` the month's last Friday. */
const weekday = (field: string): string =>
  field.toUpperCase() === "L" ? "7" : field.replace(/^(\w+)L$/i, "$1#L");
