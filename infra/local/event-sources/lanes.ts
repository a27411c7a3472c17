/**
 * The batches of a shard that are handled side by side: one lane after the other in itself, and all records of one key
 * in one lane, so that the changes of a key keep their order.
 */
import { createHash } from "node:crypto";
import { createBell } from "./bell.ts";
import type { StreamMapping } from "./event-source-mapping.ts";
import type { StreamRecord } from "./stream-record.ts";

export type Lanes = {
  readonly add: (record: StreamRecord) => void;
  /** Resolves when every lane has ended, which they do when the signal is aborted. */
  readonly ended: Promise<void>;
};

export const openLanes = (
  mapping: Pick<StreamMapping, "parallelizationFactor" | "batchSize" | "windowSeconds">,
  handle: (batch: readonly StreamRecord[]) => Promise<void>,
  signal: AbortSignal,
): Lanes => {
  const lanes = Array.from({ length: mapping.parallelizationFactor }, () =>
    openLane(mapping, handle, signal),
  );
  return {
    add: (record) => lanes[laneOf(record.partition, lanes.length)]?.add(record),
    ended: Promise.all(lanes.map(({ ended }) => ended)).then(() => {}),
  };
};

const laneOf = (partition: string, lanes: number): number =>
  createHash("md5").update(partition).digest().readUInt32BE() % lanes;

const openLane = (
  { batchSize, windowSeconds }: Pick<StreamMapping, "batchSize" | "windowSeconds">,
  handle: (batch: readonly StreamRecord[]) => Promise<void>,
  signal: AbortSignal,
): { readonly add: (record: StreamRecord) => void; readonly ended: Promise<void> } => {
  const queued: StreamRecord[] = [];
  const arrival = createBell();

  const waitFor = async (most: number, milliseconds: number): Promise<void> => {
    const until = performance.now() + milliseconds;
    while (queued.length < most && !signal.aborted && performance.now() < until) {
      await arrival.sleep(arrival.rings(), Math.min(until - performance.now(), 60_000), signal);
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await waitFor(1, Number.POSITIVE_INFINITY);
      await waitFor(batchSize, windowSeconds * 1000);
      if (!signal.aborted) await handle(queued.splice(0, batchSize));
    }
  };

  return {
    add: (record) => {
      queued.push(record);
      arrival.ring();
    },
    ended: run(),
  };
};
