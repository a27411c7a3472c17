import { SendMessageCommand, type MessageAttributeValue, type SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord, SQSRecord } from "aws-lambda";

/** SQS allows ten attributes: the message's own come along, and the reason goes on top. */
const reasonAttribute = (reason: string): Record<string, MessageAttributeValue> => ({
  reason: { DataType: "String", StringValue: reason.slice(0, 500) },
});

/** Moves a queue's record to its dead-letter queue as it came, with the reason. */
export const sqsDeadLetters =
  (client: SQSClient, queueUrl: string) =>
  async (record: SQSRecord, reason: string): Promise<void> => {
    const attributes = Object.entries(record.messageAttributes).map(([name, { dataType, stringValue }]) => [
      name,
      { DataType: dataType, StringValue: stringValue },
    ]);
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: record.body,
        MessageAttributes: { ...Object.fromEntries(attributes), ...reasonAttribute(reason) },
      }),
    );
  };

/** Puts a stream's record, whole, on a dead-letter queue: the stream itself would forget it after a day. */
export const streamDeadLetters =
  (client: SQSClient, queueUrl: string) =>
  async (record: DynamoDBRecord, reason: string): Promise<void> => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(record),
        MessageAttributes: reasonAttribute(reason),
      }),
    );
  };
