import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cameTooEarly, delaySecondsOf } from "../../../../shared/domain/sweeping/hand-over.ts";

const dueAt = "2026-11-21T10:15:00.000Z";
const before = (milliseconds: number): Date => new Date(Date.parse(dueAt) - milliseconds);

test.each([
  [60_250, 60],
  [60_249, 59],
  [1250, 1],
  [1249, 0],
  [0, 0],
  [-5000, 0],
])("a deadline %d ms ahead is hidden for %d s", (ahead, seconds) => {
  expect(delaySecondsOf(dueAt, before(ahead))).toBe(seconds);
});

test("it comes out at least a quarter of a second ahead of its time, and is not sent back then", () => {
  fc.assert(
    fc.property(fc.integer({ min: 250, max: 900_000 }), (ahead) => {
      const out = ahead - delaySecondsOf(dueAt, before(ahead)) * 1000;
      expect(out).toBeGreaterThanOrEqual(250);
      expect(out).toBeLessThan(1250);
      expect(cameTooEarly(dueAt, before(out))).toBe(false);
    }),
  );
});

test("what could have been hidden for another second goes back", () => {
  expect(cameTooEarly(dueAt, before(1250))).toBe(true);
  expect(cameTooEarly(dueAt, before(1249))).toBe(false);
});
