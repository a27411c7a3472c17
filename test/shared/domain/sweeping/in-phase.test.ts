import * as fc from "fast-check";
import { expect, test } from "vitest";
import { delaySecondsOf } from "../../../../shared/domain/sweeping/hand-over.ts";
import { nextInPhase } from "../../../../shared/domain/sweeping/in-phase.ts";

const now = new Date("2026-11-21T10:00:00.000Z");
const dueIn = (milliseconds: number) => ({ dueAt: new Date(now.getTime() + milliseconds).toISOString() });

test.each([
  ["long overdue", -3_600_000, 0],
  ["due now", 0, 0],
  ["due before its head start is over", 249, 0],
  ["due in a moment", 860, 600],
  ["due in a minute", 60_000, 700],
  ["due in a minute and a half second", 60_500, 200],
  ["due in a minute and its head start", 60_250, 0],
])("what is %s is put in after so many milliseconds", (_, milliseconds, afterMs) => {
  const due = [dueIn(milliseconds)];
  expect(nextInPhase(due, now, 10)).toEqual({ afterMs, due, rest: [] });
});

test("those of one tenth of a second go together, as many as fit, and the others later", () => {
  const deadlines = [60_900, 60_300, 61_900, 61_330, 65_349].map(dueIn);
  const [late, one, later, other, third] = deadlines;
  expect(nextInPhase(deadlines, now, 2)).toEqual({
    afterMs: 0,
    due: [one, other],
    rest: [late, later, third],
  });
});

/** By how much a message that is put in now comes out of the queue before it is due. */
const comesOutEarlyBy = (dueAt: string, putIn: Date): number =>
  Date.parse(dueAt) - putIn.getTime() - delaySecondsOf(dueAt, putIn) * 1000;

test("each comes out of its queue with its head start and little more, however long a call takes", () => {
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
          early.push(...due.map(({ dueAt }) => comesOutEarlyBy(dueAt, new Date(time))));
          time += calls[early.length % calls.length] ?? 0;
          left = [...rest];
        }
        expect(early).toHaveLength(milliseconds.length);
        for (const one of early) {
          expect(one).toBeGreaterThanOrEqual(250);
          expect(one).toBeLessThan(350);
        }
      },
    ),
  );
});
