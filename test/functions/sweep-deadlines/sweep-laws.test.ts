import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Ports } from "../../../functions/sweep-deadlines/sweep-deadlines.ts";
import { aSweep } from "./a-sweep.ts";

const begins = Date.UTC(2026, 10, 21, 10);
const minute = (n: number): Date => new Date(begins + n * 60_000);

/** Conversations due from the second minute on, many of them at one instant. */
const anyDeadlines = (withinMinutes: number) =>
  fc
    .array(
      fc.oneof(
        fc.integer({ min: 120_000, max: withinMinutes * 60_000 }),
        fc.constantFrom(180_000, 180_001, 240_000),
      ),
      { minLength: 1, maxLength: 60 },
    )
    .map((dues) => dues.map((due, n) => ({ thread: `t${n}`, dueAt: new Date(begins + due).toISOString() })));

const idOf = ({ thread }: { readonly thread: string }): string => `x:${thread}:77`;

type Sweep = Awaited<ReturnType<typeof aSweep>>;

/** Every so often one of the calls fails, as `fails` says of the so-manyth of them. */
const failing = ({ dueIndex, deadlines }: Ports, fails: (call: number) => boolean): Partial<Ports> => {
  let calls = 0;
  const mayFail =
    <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      if (fails((calls += 1))) throw new Error("fell over");
      return work(...given);
    };
  return {
    dueIndex: { ...dueIndex, page: mayFail(dueIndex.page), saveProgress: mayFail(dueIndex.saveProgress) },
    deadlines: { arm: mayFail(deadlines.arm) },
  };
};

/** When each conversation was handed over, in the order it was: a sweep a minute, from the first to `last`. */
const sweepEveryMinute = async (
  { wallClock, deadlines, sweepWith }: Sweep,
  last: number,
  surroundings: (n: number) => Partial<Ports>,
): Promise<Map<string, Date[]>> => {
  for (let n = 0; n <= last; n += 1) {
    wallClock.set(minute(n));
    await sweepWith(surroundings(n)).catch(() => {});
  }
  const times = new Map<string, Date[]>();
  deadlines.armed.forEach(({ conversationId }, index) =>
    times.set(conversationId, [...(times.get(conversationId) ?? []), deadlines.armedAt[index] ?? minute(0)]),
  );
  return times;
};

test("every deadline is handed over before it is due, whatever every other sweep falls over", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDeadlines(20),
      fc.integer({ min: 1, max: 7 }),
      fc.infiniteStream(fc.boolean()),
      async (due, pageSize, falls) => {
        const sweep = await aSweep(due, minute(0).toISOString(), { pageSize });
        const fallible = failing(sweep.ports, () => falls.next().value === true);
        const armed = await sweepEveryMinute(sweep, 20, (n) => (n % 2 === 0 ? fallible : {}));
        for (const one of due) {
          const [first] = armed.get(idOf(one)) ?? [];
          expect(first?.getTime()).toBeLessThanOrEqual(Date.parse(one.dueAt));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test("nobody is starved: with room for one page a sweep, and calls that fail, each has its turn, again and again", async () => {
  const hours = 4;
  await fc.assert(
    fc.asyncProperty(
      anyDeadlines(30),
      fc.integer({ min: 1, max: 5 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { maxLength: 200 }),
      async (due, pageSize, failures) => {
        const sweep = await aSweep(due, minute(0).toISOString(), { pageSize, pagesEachWay: 1 });
        const fails = new Set(failures);
        const surroundings = failing(sweep.ports, (call) => fails.has(call));
        const armed = await sweepEveryMinute(sweep, hours * 60, () => surroundings);
        for (const one of due) {
          const times = (armed.get(idOf(one)) ?? []).map((time) => time.getTime());
          const waits = [...times.slice(1), minute(hours * 60).getTime()].map(
            (time, index) => (time - (times[index] ?? 0)) / 60_000,
          );
          // An hour between two turns, and a round: as many sweeps as there are deadlines, some of which fail.
          expect(Math.max(...waits)).toBeLessThanOrEqual(60 + 2 * due.length + failures.length / 8);
          expect(times.length).toBeGreaterThan(1);
        }
      },
    ),
    { numRuns: 25 },
  );
});
