/** Reads one shard from its checkpoint on, hands its records to the lanes, and moves the checkpoint behind them. */
import { setTimeout } from "node:timers/promises";
import type { Bell } from "./bell.ts";
import { createBell } from "./bell.ts";
import type { Checkpoints } from "./checkpoints.ts";
import type { EventFilter } from "./event-filter.ts";
import type { StreamMapping } from "./event-source-mapping.ts";
import { openLanes } from "./lanes.ts";
import { createShardProgress } from "./shard-progress.ts";
import { handleBatch, type BatchPorts } from "./stream-batch.ts";
import type { Page, StreamPorts } from "./stream-ports.ts";
import type { StreamRecord } from "./stream-record.ts";

export type ShardReaderOptions = {
  readonly mapping: StreamMapping;
  readonly stream: Pick<StreamPorts, "iterator" | "page">;
  readonly checkpoints: Checkpoints;
  readonly wants: EventFilter<unknown>;
  readonly batch: Pick<BatchPorts, "invoke" | "now"> & {
    readonly discard: (shardId: string, discarded: Parameters<BatchPorts["discard"]>[0]) => Promise<void>;
  };
  /** Rings when the table may have changed. */
  readonly changes: Bell;
  readonly trouble: (message: string) => void;
  readonly signal: AbortSignal;
};

const fallbackMilliseconds = 1000;
/** Between two looks that find something. AWS looks four times a second; whoever never pauses reads one by one. */
const pauseMilliseconds = 50;
/** Read ahead of the function, so that a long stream does not end up in memory. */
const mostUnfinished = 10_000;

/** Resolves when the shard's end is reached and handled, or the signal is aborted. */
export const readShard = async (options: ShardReaderOptions, shardId: string): Promise<void> => {
  const { mapping, checkpoints, changes, signal } = options;
  const progress = createShardProgress();
  const finished = createBell();
  let lastRead = checkpoints.of(shardId).after;

  const finish = (records: readonly StreamRecord[]): void => {
    const after = progress.finish(records.map(({ sequenceNumber }) => sequenceNumber));
    if (after !== undefined) checkpoints.set(shardId, { after });
    finished.ring();
  };

  const ending = new AbortController();
  const lanesEnd = AbortSignal.any([signal, ending.signal]);
  const ports: BatchPorts = {
    ...options.batch,
    discard: (discarded) => options.batch.discard(shardId, discarded),
    finish,
    signal: lanesEnd,
  };
  const lanes = openLanes(mapping, (batch) => handleFor(mapping, batch, ports, options.trouble), lanesEnd);

  const take = (page: Page): void => {
    for (const record of page.records) progress.begin(record.sequenceNumber);
    const unwanted = page.records.filter((record) => !options.wants(record.event));
    if (unwanted.length > 0) finish(unwanted);
    for (const record of page.records) if (!unwanted.includes(record)) lanes.add(record);
    lastRead = page.records.at(-1)?.sequenceNumber ?? lastRead;
  };

  const untilUnfinished = async (most: number): Promise<void> => {
    while (progress.unfinished() > most && !signal.aborted) {
      await finished.sleep(finished.rings(), 60_000, signal);
    }
  };

  let iterator: string | undefined;
  const readPage = async (): Promise<Page | undefined> => {
    iterator ??= await options.stream.iterator(shardId, { after: lastRead });
    return options.stream.page(iterator);
  };

  const readToEnd = async (): Promise<void> => {
    while (!signal.aborted) {
      const heard = changes.rings();
      const page = await persistently(readPage, options);
      if (page !== undefined) take(page);
      if (page !== undefined && page.next === undefined) return;
      iterator = page?.next;
      if (page?.records.length === 0) await changes.sleep(heard, fallbackMilliseconds, signal);
      else if (page?.isFull === false)
        await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => {});
      await untilUnfinished(mostUnfinished);
    }
  };

  await readToEnd();
  await untilUnfinished(0);
  if (!signal.aborted) checkpoints.set(shardId, { ...checkpoints.of(shardId), finished: true });
  ending.abort();
  await lanes.ended;
};

/** A batch whose handling broke off, for a reason that is not the function's, is begun again. */
const handleFor = async (
  mapping: StreamMapping,
  batch: readonly StreamRecord[],
  ports: BatchPorts,
  trouble: (message: string) => void,
): Promise<void> => {
  const left = new Set(batch);
  const finish = (records: readonly StreamRecord[]): void => {
    for (const record of records) left.delete(record);
    ports.finish(records);
  };
  await persistently(() => handleBatch(mapping, [...left], { ...ports, finish }), {
    trouble,
    signal: ports.signal,
  });
};

/** Does it until it succeeds or the signal is aborted (then undefined), with growing pauses between. */
const persistently = async <Result>(
  work: () => Promise<Result>,
  { trouble, signal }: Pick<ShardReaderOptions, "trouble" | "signal">,
): Promise<Result | undefined> => {
  for (let milliseconds = 250; !signal.aborted; milliseconds = Math.min(milliseconds * 2, 30_000)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return undefined;
      trouble(String(error));
      await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
};
