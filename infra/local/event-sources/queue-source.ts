/**
 * An event source mapping from a queue. One poller waits at the queue; when it finds as much as one receive can bring,
 * or its batch takes long, another is sent to wait in its place, up to the mapping's concurrency, and whoever comes back
 * to find somebody waiting goes home: so what comes one by one is handled several at a time. What a function does not
 * confirm is left on the queue, to be seen again when its visibility ends: that, and the queue's redrive policy, is the
 * whole retry.
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

/** AWS has several pollers from the start; one that comes a little later finds more than one message. */
const patienceMilliseconds = 100;
const companyMilliseconds = 50;

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
        if (records.length > 0) await handOver(records, fullReceive);
        if (receiving > 0) return;
      } catch (error) {
        if (signal.aborted) return;
        trouble(String(error));
        failures += 1;
        const milliseconds = Math.min(250 * 2 ** failures, 30_000);
        await impatiently(() => pause(milliseconds, undefined, { signal }).catch(() => {}));
      }
    }
  };

  const receive = async (): ReturnType<typeof gatherMessages> => {
    receiving += 1;
    try {
      const gathered = await gatherMessages(mapping, queue, signal);
      return await withCompany(gathered);
    } finally {
      receiving -= 1;
    }
  };

  /** Where others are at work already, a few messages wait a moment for more: each batch costs as much as its messages. */
  const withCompany = async (gathered: Awaited<ReturnType<typeof gatherMessages>>) => {
    const { records, fullReceive } = gathered;
    const room = mapping.batchSize - records.length;
    if (records.length === 0 || fullReceive || room <= 0 || pollers.size === 1) return gathered;
    await pause(companyMilliseconds, undefined, { signal });
    return { records: [...records, ...(await queue.receive(room, 0, signal))], fullReceive };
  };

  const handOver = async (records: readonly SqsRecord[], fullReceive: boolean): Promise<void> => {
    if (fullReceive) sendPoller();
    await impatiently(() => processMessages(options, records, signal));
  };

  /** What takes long, a batch or a rest after a failure, does not keep the next messages waiting. */
  const impatiently = async (work: () => Promise<void>): Promise<void> => {
    const impatience = setTimeout(sendPoller, patienceMilliseconds);
    await work().finally(() => clearTimeout(impatience));
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
