import * as z from "zod";
import { answerJson, type JsonOperation } from "../gateway/answer-json.ts";
import type { AnswerAws } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { Doorbell } from "./doorbell.ts";
import { queueOperations, SqsError, type SqsStore } from "./fauxqs.ts";
import { receiveMessage } from "./receive-message.ts";
import { startMessageMoveTask } from "./start-message-move-task.ts";
import type { StoredMessages } from "./stored-messages.ts";

type Parts = {
  readonly store: SqsStore;
  readonly stored: StoredMessages;
  readonly doorbell: Doorbell;
};

/** Answers SQS: fauxqs decides, in one commit a call; waiting and moving messages are ours. */
export const answerSqs = (parts: Parts): AnswerAws => {
  const { store, stored, doorbell } = parts;
  const answer = answerJson({
    ...Object.fromEntries(
      Object.entries(queueOperations).map(([name, operation]) => [name, atomic(parts, operation)]),
    ),
    ChangeMessageVisibility: ringing(doorbell, atomic(parts, queueOperations.ChangeMessageVisibility)),
    ChangeMessageVisibilityBatch: ringing(
      doorbell,
      atomic(parts, queueOperations.ChangeMessageVisibilityBatch),
    ),
    ReceiveMessage: (input, { signal }) => receiveMessage(parts, input, signal),
    GetQueueUrl: (input) => getQueueUrl(store, input),
    StartMessageMoveTask: (input) => stored.atomically(() => startMessageMoveTask(store, input)),
  });
  return async (call) => {
    try {
      return await answer(call);
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      throw new AwsError({ code: error.code, message: error.message, status: error.statusCode });
    }
  };
};

const Fields = z.record(z.string(), z.unknown());

const atomic =
  (
    { store, stored }: Parts,
    operation: (input: Record<string, unknown>, store: SqsStore) => unknown,
  ): JsonOperation =>
  (input) =>
    stored.atomically(() => operation(Fields.parse(input), store));

const OfQueue = z.looseObject({ QueueUrl: z.string() });

/** A message may be visible earlier than its waiting consumers believe. */
const ringing =
  (doorbell: Doorbell, operation: JsonOperation): JsonOperation =>
  (input, call) => {
    const answer = operation(input, call);
    doorbell.ring(OfQueue.parse(input).QueueUrl.split("/").at(-1) ?? "");
    return answer;
  };

const ByName = z.looseObject({ QueueName: z.string() });

const getQueueUrl = (store: SqsStore, input: unknown) => {
  const { QueueName } = ByName.parse(input);
  const queue = store.getQueueByName(QueueName);
  if (queue !== undefined) return { QueueUrl: queue.url };
  throw new AwsError({
    code: "QueueDoesNotExist",
    message: `There is no queue ${QueueName} in the template.`,
  });
};
