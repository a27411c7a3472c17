import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { DeadlineReached } from "../contracts/deadline-reached.ts";
import { delaySecondsOf } from "../domain/sweeping/hand-over.ts";
import type { DeadlineQueue } from "../ports/deadline-queue.ts";

const messagesPerCall = 10;
/** The longest delay SQS offers. */
const maxDelaySeconds = 900;

/** Each deadline as a message that stays hidden until the second before it is due. */
export const sqsDeadlineQueue = (client: SQSClient, queueUrl: string): DeadlineQueue => ({
  arm: async (deadlines, now) => {
    for (let from = 0; from < deadlines.length; from += messagesPerCall)
      await sendBatch(client, queueUrl, deadlines.slice(from, from + messagesPerCall), now());
  },
});

const sendBatch = async (
  client: SQSClient,
  queueUrl: string,
  deadlines: readonly DeadlineReached[],
  now: Date,
) => {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: deadlines.map((deadline, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(deadline),
        DelaySeconds: Math.min(maxDelaySeconds, delaySecondsOf(deadline.dueAt, now)),
      })),
    }),
  );
  if (Failed.length > 0) throw new Error(`${Failed.length} of ${deadlines.length} deadlines were not armed`);
};
