import { describe, expect, test } from "vitest";
import { isRearmedBetween } from "../../../../shared/domain/sweeping/rearm-turns.ts";

const dueAt = new Date("2026-11-21T10:15:00.000Z");
const late = (minutes: number): Date => new Date(dueAt.getTime() + minutes * 60_000);

/** The minutes after it was due at which a sweep of every minute hands it over again. */
const turnsOf = (minutes: number): number[] =>
  Array.from({ length: minutes }, (_, minute) => minute + 1).filter((minute) =>
    isRearmedBetween(dueAt, late(minute - 1), late(minute)),
  );

test("an overdue deadline is handed over again 1, 2, 4, 8, 16 and 32 minutes late, and then every hour", () => {
  expect(turnsOf(300)).toEqual([1, 2, 4, 8, 16, 32, 60, 120, 180, 240, 300]);
});

test("after three months it still has its turn every hour, and no more", () => {
  const quarter = 90 * 24 * 60;
  expect(turnsOf(quarter + 120).filter((minute) => minute > quarter)).toEqual([quarter + 60, quarter + 120]);
});

describe("looked at", () => {
  test.each([
    ["before it is due", -10, -1, false],
    ["half a minute late", 0, 0.5, false],
    ["just under a minute late", 0, 0.99, false],
    ["a minute late, to the moment", 0, 1, true],
    ["again at that very moment", 1, 1, false],
    ["between its turns", 2, 3.9, false],
    ["once in three hours, in which it had several turns", 3, 183, true],
    ["for the first time, long overdue", -1e6, 1e4, true],
    ["by a clock that goes backwards", 10, 5, false],
  ])("%s", (_, since, until, expected) => {
    expect(isRearmedBetween(dueAt, late(since), late(until))).toBe(expected);
  });
});
