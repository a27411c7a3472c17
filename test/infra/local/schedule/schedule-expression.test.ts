import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  InvalidScheduleExpression,
  parseSchedule,
  startSchedule,
} from "../../../../infra/local/schedule/schedule-expression.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-21T10:00:20.500Z") }));
afterEach(() => void vi.useRealTimers());

const ticksOf = (expression: string, milliseconds: number): string[] => {
  const ticks: string[] = [];
  const schedule = startSchedule(expression, (at) => ticks.push(at.toISOString()));
  vi.advanceTimersByTime(milliseconds);
  schedule.stop();
  return ticks;
};

const hours = 3_600_000;

describe("a rate", () => {
  test("ticks first one period after its start, and then every period without drift", () => {
    expect(ticksOf("rate(1 minute)", 3 * 60_000)).toEqual([
      "2026-11-21T10:01:20.500Z",
      "2026-11-21T10:02:20.500Z",
      "2026-11-21T10:03:20.500Z",
    ]);
  });

  test("longer than Node's longest timer still comes once", () => {
    expect(ticksOf("rate(30 days)", 31 * 24 * hours)).toEqual(["2026-12-21T10:00:20.500Z"]);
  });

  test("makes up for a sleep of the machine with one tick", () => {
    const ticks: string[] = [];
    const schedule = startSchedule("rate(1 minute)", (at) => ticks.push(at.toISOString()));
    vi.setSystemTime(new Date("2026-11-21T18:00:00.000Z"));
    vi.advanceTimersByTime(60_000);
    schedule.stop();
    expect(ticks).toEqual(["2026-11-21T18:00:20.500Z"]);
  });

  test("says nothing more once it is stopped", () => {
    const ticks: Date[] = [];
    startSchedule("rate(5 minutes)", (at) => ticks.push(at)).stop();
    vi.advanceTimersByTime(hours);
    expect(ticks).toEqual([]);
  });
});

describe("a cron expression", () => {
  test.each([
    ["cron(0/15 * * * ? *)", hours, ["10:15:00", "10:30:00", "10:45:00", "11:00:00"]],
    ["cron(5,35 10-11 * * ? *)", 2 * hours, ["10:05:00", "10:35:00", "11:05:00", "11:35:00"]],
  ])("%s is to the minute, in UTC", (expression, milliseconds, times) => {
    expect(ticksOf(expression, milliseconds).map((tick) => tick.slice(11, 19))).toEqual(times);
  });

  test.each([
    ["cron(0 12 ? * 2 *)", "Mondays: 1 is Sunday", "2026-11-23"],
    ["cron(0 12 ? * MON-FRI *)", "working days", "2026-11-23"],
    ["cron(0 12 L * ? *)", "the month's last day", "2026-11-30"],
    ["cron(0 12 15W * ? *)", "the working day nearest the 15th", "2026-12-15"],
    ["cron(0 12 ? * 6L *)", "the last Friday", "2026-11-27"],
    ["cron(0 12 ? * 6#2 *)", "the second Friday", "2026-12-11"],
    ["cron(0 12 ? * L *)", "Saturdays: the last day of the week", "2026-11-21"],
    ["cron(0 12 1 JAN ? 2027)", "one day of one year", "2027-01-01"],
  ])("%s means %s", (expression, _, day) => {
    expect(parseSchedule(expression)(new Date())).toEqual(new Date(`${day}T12:00:00.000Z`));
  });
});

test.each([
  "rate(1 minutes)",
  "rate(5 minute)",
  "rate(0 minutes)",
  "rate(5 seconds)",
  "cron(0 12 * * * *)",
  "cron(0 12 ? * ? *)",
  "cron(0 12 * * ?)",
  "cron(0 25 * * ? *)",
  "cron(0 12 L-3 * ? *)",
  "every minute",
])("%s is refused by name", (expression) => {
  expect(() => startSchedule(expression, () => {})).toThrow(InvalidScheduleExpression);
  expect(() => startSchedule(expression, () => {})).toThrow(expression);
});
