import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openLanes } from "../../../../infra/local/event-sources/lanes.ts";
import type { StreamRecord } from "../../../../infra/local/event-sources/stream-record.ts";

const recordOf = (partition: string, order: number): StreamRecord => ({
  partition,
  sequenceNumber: String(order),
  changedAt: new Date(0),
  event: {},
});

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** What one shard's lanes made of these keys, given out in groups, a few turns of the event loop apart. */
const handled = async (groups: readonly (readonly string[])[], lanes: number, batchSize: number) => {
  const stopping = new AbortController();
  const batches: string[][] = [];
  const underWay: string[][] = [];
  let overlaps = 0;
  let most = 0;
  const mapping = { parallelizationFactor: lanes, batchSize, windowSeconds: 0 };
  const handle = async (batch: readonly StreamRecord[]): Promise<void> => {
    const keys = batch.map(({ partition }) => partition);
    overlaps += underWay.flat().filter((key) => keys.includes(key)).length;
    underWay.push(keys);
    most = Math.max(most, underWay.length);
    batches.push(batch.map(({ partition, sequenceNumber }) => `${partition}${sequenceNumber}`));
    await turns(1 + (batches.length % 5));
    underWay.splice(underWay.indexOf(keys), 1);
  };
  const opened = openLanes(mapping, handle, stopping.signal);
  let order = 0;
  for (const group of groups) {
    for (const key of group) opened.add(recordOf(key, (order += 1)));
    await turns(2);
  }
  const all = groups.flat().length;
  while (batches.flat().length < all || underWay.length > 0) await turns(1);
  stopping.abort();
  await opened.ended;
  return { batches, overlaps, most };
};

test("every key keeps its order and is in one batch at a time, and no more batches run than there are lanes", async () => {
  const anyGroups = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 6 }), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(
      anyGroups,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (groups, lanes, batchSize) => {
        const { batches, overlaps, most } = await handled(groups, lanes, batchSize);
        const orders = Map.groupBy(batches.flat(), (record) => record.slice(0, 1));
        for (const records of orders.values()) {
          const numbers = records.map((record) => Number(record.slice(1)));
          expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
        }
        expect(batches.flat()).toHaveLength(groups.flat().length);
        expect(overlaps).toBe(0);
        expect(most).toBeLessThanOrEqual(lanes);
      },
    ),
    { numRuns: 60 },
  );
});

test("what comes together is one batch, though several could run side by side", async () => {
  const { batches } = await handled([["a", "b", "c", "d"]], 4, 8);
  expect(batches).toEqual([["a1", "b2", "c3", "d4"]]);
});

test("what comes while a batch is under way does not wait for it, but for a change of its own key", async () => {
  const { batches } = await handled(
    [
      ["a", "b"],
      ["c", "a"],
    ],
    4,
    8,
  );
  expect(batches).toEqual([["a1", "b2"], ["c3"], ["a4"]]);
});
