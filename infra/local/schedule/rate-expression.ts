import type { NextTick } from "./next-tick.ts";

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** `rate(5 minutes)`; undefined for what EventBridge would not take, such as `rate(1 minutes)`. */
export const rateExpression = (expression: string): NextTick | undefined => {
  const [, count, unit = "", plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (unitMilliseconds[unit] ?? Number.NaN);
  if (Number.isNaN(milliseconds) || (count === "1") !== (plural === "")) return undefined;
  return (after) => new Date(after.getTime() + milliseconds);
};
