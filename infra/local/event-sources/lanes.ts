/**
 * The batches of a shard that are handled side by side: one lane after the other in itself. While something of a key is
 * in a lane, all that comes of the key goes there too, so that its changes keep their order; what is of no such key goes
 * to a lane that rests, all of it to one: so what is read together is handled together, and by one invocation, until
 * there is more than that can hold.
 */
import { createBell } from "./bell.ts";
import type { StreamMapping } from "./event-source-mapping.ts";
import type { StreamRecord } from "./stream-record.ts";

export type Lanes = {
  readonly add: (record: StreamRecord) => void;
  /** Resolves when every lane has ended, which they do when the signal is aborted. */
  readonly ended: Promise<void>;
};

type Sizes = Pick<StreamMapping, "parallelizationFactor" | "batchSize" | "windowSeconds">;
type Handle = (batch: readonly StreamRecord[]) => Promise<void>;

export const openLanes = (mapping: Sizes, handle: Handle, signal: AbortSignal): Lanes => {
  const lanes = Array.from({ length: mapping.parallelizationFactor }, () =>
    openLane(mapping, handle, signal),
  );
  const laneFor = ({ partition }: StreamRecord): Lane | undefined =>
    lanes.find((lane) => lane.holds(partition)) ??
    lanes.find((lane) => !lane.isHandling() && lane.queued() > 0 && lane.queued() < mapping.batchSize) ??
    lanes.toSorted((one, other) => loadOf(one) - loadOf(other)).at(0);
  return {
    add: (record) => laneFor(record)?.add(record),
    ended: Promise.all(lanes.map(({ ended }) => ended)).then(() => {}),
  };
};

/** What a record would wait for: those before it, and the batch under way. */
const loadOf = (lane: Lane): number => lane.queued() + (lane.isHandling() ? 1 : 0);

type Lane = {
  readonly add: (record: StreamRecord) => void;
  /** Whether something of this key is in it, handled at this moment or next. */
  readonly holds: (partition: string) => boolean;
  readonly queued: () => number;
  readonly isHandling: () => boolean;
  readonly ended: Promise<void>;
};

const openLane = ({ batchSize, windowSeconds }: Sizes, handle: Handle, signal: AbortSignal): Lane => {
  const queued: StreamRecord[] = [];
  const unfinished = new Map<string, number>();
  const arrival = createBell();
  let isHandling = false;

  const count = ({ partition }: StreamRecord, more: 1 | -1): void => {
    const left = (unfinished.get(partition) ?? 0) + more;
    if (left === 0) unfinished.delete(partition);
    else unfinished.set(partition, left);
  };

  const waitFor = async (most: number, milliseconds: number): Promise<void> => {
    const until = performance.now() + milliseconds;
    while (queued.length < most && !signal.aborted && performance.now() < until) {
      await arrival.sleep(arrival.rings(), Math.min(until - performance.now(), 60_000), signal);
    }
  };

  const handleNext = async (): Promise<void> => {
    const batch = queued.splice(0, batchSize);
    isHandling = true;
    try {
      await handle(batch);
    } finally {
      isHandling = false;
      for (const record of batch) count(record, -1);
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await waitFor(1, Number.POSITIVE_INFINITY);
      await waitFor(batchSize, windowSeconds * 1000);
      if (!signal.aborted) await handleNext();
    }
  };

  return {
    add: (record) => {
      queued.push(record);
      count(record, 1);
      arrival.ring();
    },
    holds: (partition) => unfinished.has(partition),
    queued: () => queued.length,
    isHandling: () => isHandling,
    ended: run(),
  };
};
