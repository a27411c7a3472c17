/**
 * EventBridge's schedule expressions: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * A rate counts from its start; a cron expression is in UTC, to the minute.
 */
import { cronExpression } from "./cron-expression.ts";
import type { NextTick } from "./next-tick.ts";
import { rateExpression } from "./rate-expression.ts";

type Schedule = { readonly stop: () => void };
export type StartSchedule = (expression: string, onTick: (at: Date) => void) => Schedule;

/** The expression is not one EventBridge would take, or uses a part of cron that cannot be followed here. */
export class InvalidScheduleExpression extends Error {
  override readonly name = "InvalidScheduleExpression";
}

/** What a schedule expression means. Throws InvalidScheduleExpression. */
export const parseSchedule = (expression: string): NextTick => {
  const nextTick = rateExpression(expression) ?? cronExpression(expression);
  if (nextTick !== undefined) return nextTick;
  throw new InvalidScheduleExpression(
    `${expression} is not a schedule: it needs rate(<value> <unit>), singular for 1, or cron(<six fields>) in which one of day-of-month and day-of-week is ?`,
  );
};

/** Node's timers do not reach further than 24.8 days. */
const longestTimer = 2 ** 31 - 1;

/**
 * Calls `onTick` with the time each tick was due. A tick comes whether or not the work of the one before has ended;
 * those a sleeping machine has missed come as one, when it wakes. Throws InvalidScheduleExpression.
 */
export const startSchedule: StartSchedule = (expression, onTick) => {
  const nextTick = parseSchedule(expression);
  let timer: NodeJS.Timeout | undefined;

  const wait = (due: Date | undefined): void => {
    if (due === undefined) return;
    const milliseconds = Math.max(due.getTime() - Date.now(), 0);
    timer = setTimeout(() => look(due), Math.min(milliseconds, longestTimer));
  };
  const look = (due: Date): void => {
    if (due.getTime() > Date.now()) return wait(due);
    let last = due;
    let next = nextTick(due);
    while (next !== undefined && next.getTime() <= Date.now()) {
      last = next;
      next = nextTick(next);
    }
    wait(next);
    onTick(last);
  };

  wait(nextTick(new Date()));
  return { stop: () => clearTimeout(timer) };
};
