import type { QueueMapping } from "./event-source-mapping.ts";
import type { QueuePorts } from "./queue-ports.ts";
import type { SqsRecord } from "./sqs-record.ts";

const longPollSeconds = 20;

/**
 * One batch: what a long poll brings, and where the mapping has a batching window, what comes within it or until the
 * batch is full. Empty when nothing came. `fullReceive` says there is probably more where that came from.
 */
export const gatherMessages = async (
  { batchSize, windowSeconds }: Pick<QueueMapping, "batchSize" | "windowSeconds">,
  queue: Pick<QueuePorts, "receive">,
  signal: AbortSignal,
): Promise<{ records: SqsRecord[]; fullReceive: boolean }> => {
  const records = await queue.receive(batchSize, longPollSeconds, signal);
  const fullReceive = records.length === Math.min(batchSize, 10);
  const closesAt = Date.now() + windowSeconds * 1000;
  while (records.length > 0 && records.length < batchSize && !signal.aborted) {
    const secondsLeft = (closesAt - Date.now()) / 1000;
    if (secondsLeft <= 0) break;
    const wait = Math.min(Math.ceil(secondsLeft), longPollSeconds);
    records.push(...(await queue.receive(batchSize - records.length, wait, signal)));
  }
  return { records, fullReceive };
};
