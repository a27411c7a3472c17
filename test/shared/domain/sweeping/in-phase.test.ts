import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nextInPhase } from "../../../../shared/domain/sweeping/in-phase.ts";

const now = new Date("2026-11-21T10:00:00.000Z");
const dueIn = (milliseconds: number) => ({ dueAt: new Date(now.getTime() + milliseconds).toISOString() });

test.each([
  ["long overdue", -3_600_000, 0],
  ["due now", 0, 0],
  ["due before a queue could be late", 149, 0],
  ["due in a moment", 760, 600],
  ["due in a minute", 60_000, 800],
  ["due in a minute and a half second", 60_500, 300],
  ["due in a minute and what a queue may be late", 60_150, 0],
])("what is %s is put in after so many milliseconds", (_, milliseconds, afterMs) => {
  const due = [dueIn(milliseconds)];
  expect(nextInPhase(due, now, 10)).toEqual({ afterMs, due, rest: [] });
});

test("those of one tenth of a second go together, as many as fit, and the others later", () => {
  const deadlines = [60_900, 60_200, 61_900, 61_230, 65_249].map(dueIn);
  const [late, one, later, other, third] = deadlines;
  expect(nextInPhase(deadlines, now, 2)).toEqual({
    afterMs: 0,
    due: [one, other],
    rest: [late, later, third],
  });
});

/** By how much a message put in so much before it is due comes out of a queue before that: never late, by its delay. */
const earlyBy = (left: number): number => left - Math.max(0, Math.floor(left / 1000)) * 1000;

test("each comes out of a queue that delays by whole seconds a little early, never late, however long a call takes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 60_000, max: 200_000 }), { maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 9 }),
      (milliseconds, calls) => {
        const early: number[] = [];
        let time = now.getTime();
        for (let left = milliseconds.map(dueIn); left.length > 0;) {
          const { afterMs, due, rest } = nextInPhase(left, new Date(time), 3);
          time += afterMs;
          early.push(...due.map(({ dueAt }) => earlyBy(Date.parse(dueAt) - time)));
          time += calls[early.length % calls.length] ?? 0;
          left = [...rest];
        }
        expect(early).toHaveLength(milliseconds.length);
        for (const one of early) {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThan(250);
        }
      },
    ),
  );
});
