/**
 * An event source mapping from a queue. One poller waits at the queue; when it finds as much as one receive can bring,
 * or its batch takes long, another is sent to wait in its place, up to the mapping's concurrency, and those that come
 * back with nothing go home. What a function does not confirm is left on the queue, to be seen again when its
 * visibility ends: that, and the queue's redrive policy, is the whole retry.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { InvokeResult } from "../lambda/invoke.ts";
import { judgeBatch } from "./batch-verdict.ts";
import type { EventFilter } from "./event-filter.ts";
import type { QueueMapping } from "./event-source-mapping.ts";
import { fitPayload } from "./fit-payload.ts";
import { gatherMessages } from "./gather-messages.ts";
import { invokePatiently } from "./invoke-patiently.ts";
import type { QueuePorts } from "./queue-ports.ts";
import type { SqsRecord } from "./sqs-record.ts";

export type EventSource = { readonly stop: () => Promise<void> };

export type QueueSourceOptions = {
  readonly mapping: QueueMapping;
  readonly queue: QueuePorts;
  readonly wants: EventFilter<SqsRecord>;
  readonly invoke: (event: { readonly Records: readonly SqsRecord[] }) => Promise<InvokeResult>;
  readonly visibilitySeconds: number;
  readonly trouble: (message: string) => void;
};

/** A batch that takes longer does not keep the next messages waiting. */
const patienceMilliseconds = 1000;

export const startQueueSource = (options: QueueSourceOptions): EventSource => {
  const { mapping, queue, trouble } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pollers = new Set<Promise<void>>();
  let receiving = 0;

  const sendPoller = (): void => {
    if (signal.aborted || receiving > 0 || pollers.size >= mapping.maximumConcurrency) return;
    const poller = poll().finally(() => {
      pollers.delete(poller);
      if (pollers.size === 0) sendPoller();
    });
    pollers.add(poller);
  };

  const poll = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      try {
        const { records, fullReceive } = await receive();
        failures = 0;
        if (records.length === 0 && receiving > 0) return;
        if (records.length > 0) await handOver(records, fullReceive);
      } catch (error) {
        if (signal.aborted) return;
        trouble(String(error));
        failures += 1;
        await pause(Math.min(250 * 2 ** failures, 30_000), undefined, { signal }).catch(() => {});
      }
    }
  };

  const receive = async (): ReturnType<typeof gatherMessages> => {
    receiving += 1;
    try {
      return await gatherMessages(mapping, queue, signal);
    } finally {
      receiving -= 1;
    }
  };

  const handOver = async (records: readonly SqsRecord[], fullReceive: boolean): Promise<void> => {
    if (fullReceive) sendPoller();
    const impatience = setTimeout(sendPoller, patienceMilliseconds);
    try {
      await processMessages(options, records, signal);
    } finally {
      clearTimeout(impatience);
    }
  };

  sendPoller();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
};

/** Deletes what was filtered out and what the function confirmed. */
const processMessages = async (
  options: QueueSourceOptions,
  records: readonly SqsRecord[],
  signal: AbortSignal,
): Promise<void> => {
  const giveUpAt = new Date(Date.now() + options.visibilitySeconds * 1000);
  const wanted = records.filter(options.wants);
  await remove(
    options,
    records.filter((record) => !wanted.includes(record)),
  );
  for (const batch of fitPayload(wanted)) {
    const result = await invokePatiently(() => options.invoke({ Records: batch }), { signal, giveUpAt });
    await remove(options, confirmed(options.mapping, batch, result));
  }
};

const confirmed = (
  mapping: QueueMapping,
  batch: readonly SqsRecord[],
  result: InvokeResult | undefined,
): readonly SqsRecord[] => {
  if (result === undefined) return [];
  const identifiers = batch.map(({ messageId }) => messageId);
  const verdict = judgeBatch(result, identifiers, mapping.reportsItemFailures);
  if (verdict.kind === "failed") return [];
  if (verdict.kind === "succeeded") return batch;
  return batch.filter(({ messageId }) => !verdict.failed.has(messageId));
};

const remove = async (
  { queue, trouble }: QueueSourceOptions,
  records: readonly SqsRecord[],
): Promise<void> => {
  if (records.length === 0) return;
  const kept = await queue.remove(records);
  if (kept.length > 0) trouble(`handled, but could not be deleted: ${kept.join(", ")}`);
};
