/**
 * ReceiveMessage with its long poll. A poll that finds nothing sleeps until something can have changed: a message is
 * sent (the doorbell), a delay or a visibility time-out ends (known instants), or the wait is over.
 */
import * as z from "zod";
import type { Doorbell } from "./doorbell.ts";
import { type SqsQueue, type SqsStore, takeMessages } from "./fauxqs.ts";
import type { StoredMessages } from "./stored-messages.ts";

const Input = z.looseObject({
  QueueUrl: z.string(),
  WaitTimeSeconds: z.number().min(0).max(20).optional(),
  /** As on AWS, attributes nobody asks for by name stay behind; fauxqs would send them all. No name is empty. */
  MessageAttributeNames: z
    .array(z.string())
    .default([])
    .transform((names) => (names.length === 0 ? [""] : names)),
});

type Parts = {
  readonly store: SqsStore;
  readonly stored: StoredMessages;
  readonly doorbell: Doorbell;
};

/** Takes up to the asked number of messages, waiting for the first as long as the caller or the queue says. */
export const receiveMessage = async (
  { store, stored, doorbell }: Parts,
  given: unknown,
  signal?: AbortSignal,
) => {
  const input = Input.parse(given);
  const queue = store.getQueue(input.QueueUrl);
  const waitSeconds =
    input.WaitTimeSeconds ?? Number(queue?.attributes["ReceiveMessageWaitTimeSeconds"] ?? 0);
  const endsAt = Date.now() + waitSeconds * 1000;

  for (;;) {
    if (signal?.aborted === true || doorbell.isClosed()) return {};
    const answer = await stored.atomically(() => takeMessages({ ...input, WaitTimeSeconds: 0 }, store));
    const now = Date.now();
    if (answer.Messages !== undefined || queue === undefined || now >= endsAt) return answer;
    await doorbell.wait(queue.name, Math.max(1, Math.min(endsAt, nextChangeOf(queue)) - now), signal);
  }
};

const nextChangeOf = (queue: SqsQueue): number => {
  let next = Infinity;
  for (const { visibilityDeadline } of queue.inflightMessages.values())
    next = Math.min(next, visibilityDeadline);
  for (const { delayUntil = 0 } of queue.delayedMessages) next = Math.min(next, delayUntil);
  return next;
};
