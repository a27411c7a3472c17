/** A mapping's queue, through the gateway and with the rights of its function's role, as on AWS. */
import * as z from "zod";
import type { LocalPlace } from "../local-service.ts";
import { queueUrlOf } from "../queue-url.ts";
import { Message, sqsRecord, type SqsRecord } from "./sqs-record.ts";

export type QueuePorts = {
  readonly visibilitySeconds: () => Promise<number>;
  /** Up to ten records; none when `waitSeconds` have passed or the signal was aborted. */
  readonly receive: (most: number, waitSeconds: number, signal: AbortSignal) => Promise<SqsRecord[]>;
  /** Returns the ids of those the queue would not delete: they will come again. */
  readonly remove: (records: readonly SqsRecord[]) => Promise<string[]>;
};

const Received = z.object({ Messages: z.array(Message).default([]) });
const Attributes = z.object({ Attributes: z.object({ VisibilityTimeout: z.coerce.number() }) });
const Removed = z.object({ Failed: z.array(z.object({ Id: z.string() })).default([]) });

const atOnce = 10;

export const queuePorts = (
  place: Pick<LocalPlace, "callAws" | "endpoint">,
  queueArn: string,
  principal: string,
): QueuePorts => {
  const QueueUrl = queueUrlOf(queueArn, place.endpoint);
  const call = (operation: string, input: Record<string, unknown>, signal?: AbortSignal) =>
    place.callAws("sqs", operation, { QueueUrl, ...input }, { principal, signal });

  const removeTen = async (records: readonly SqsRecord[]): Promise<string[]> => {
    const Entries = records.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
    }));
    const { Failed } = Removed.parse(await call("DeleteMessageBatch", { Entries }));
    return Failed.flatMap(({ Id }) => records[Number(Id)]?.messageId ?? []);
  };

  return {
    visibilitySeconds: async () => {
      const answer = await call("GetQueueAttributes", { AttributeNames: ["VisibilityTimeout"] });
      return Attributes.parse(answer).Attributes.VisibilityTimeout;
    },
    receive: async (most, waitSeconds, signal) => {
      const input = {
        MaxNumberOfMessages: Math.min(most, atOnce),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      };
      const { Messages } = Received.parse(await call("ReceiveMessage", input, signal));
      return Messages.map((message) => sqsRecord(message, queueArn));
    },
    remove: async (records) => {
      const kept: string[] = [];
      for (let at = 0; at < records.length; at += atOnce) {
        kept.push(...(await removeTen(records.slice(at, at + atOnce))));
      }
      return kept;
    },
  };
};
