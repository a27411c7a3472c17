import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inPhase } from "../../../../shared/domain/sweeping/in-phase.ts";

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
  expect(inPhase([dueIn(milliseconds)], now)).toEqual([{ afterMs, due: [dueIn(milliseconds)] }]);
});

/** By how much a message put in so much before it is due comes out of a queue before that: never late, by its delay. */
const earlyBy = (left: number): number => left - Math.max(0, Math.floor(left / 1000)) * 1000;

test("it comes out of a queue that delays by whole seconds a little early, never late, whenever it is due", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 30 }), (milliseconds) => {
      const phases = inPhase(milliseconds.map(dueIn), now);
      const left = phases.flatMap(({ afterMs, due }) =>
        due.map(({ dueAt }) => Date.parse(dueAt) - now.getTime() - afterMs),
      );
      expect(left).toHaveLength(milliseconds.length);
      for (const one of left.map(earlyBy)) {
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThan(250);
      }
    }),
  );
});

test("those that are put in later come later", () => {
  const phases = inPhase([dueIn(60_900), dueIn(60_200), dueIn(61_900), dueIn(61_230)], now);
  expect(phases).toEqual([
    { afterMs: 0, due: [dueIn(60_200), dueIn(61_230)] },
    { afterMs: 700, due: [dueIn(60_900), dueIn(61_900)] },
  ]);
});
