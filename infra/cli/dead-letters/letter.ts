import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";
import * as z from "zod";

/** A message of a dead-letter queue, held for a moment. */
export type Letter = {
  /** SQS's own id of it. */
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  /** When it was sent; what a queue moved here by itself keeps the time it was first sent. */
  readonly sentAt: Date;
  /** How often it was taken, in all: looking at it counts as well. */
  readonly receives: number;
};

const Instant = z.coerce.number().transform((milliseconds) => new Date(milliseconds));

const Received = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  Attributes: z.object({ SentTimestamp: Instant, ApproximateReceiveCount: z.coerce.number() }),
});

export const letterOf = (message: Message): Letter => {
  const { MessageId: id, ReceiptHandle: receiptHandle, Body: body, Attributes } = Received.parse(message);
  const { SentTimestamp: sentAt, ApproximateReceiveCount: receives } = Attributes;
  return { id, receiptHandle, body, attributes: message.MessageAttributes ?? {}, sentAt, receives };
};

/** What an attribute says; undefined when there is none of that name, or it is not text. */
export const attributeOf = ({ attributes }: Pick<Letter, "attributes">, name: string): string | undefined =>
  attributes[name]?.StringValue;
