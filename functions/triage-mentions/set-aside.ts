import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";

/** Puts one entry of a delivery on the dead-letter queue, as a body that can be triaged again once we can read it. */
export const setAsideOn =
  (client: SQSClient, queueUrl: string) =>
  async (webhook: ReceivedWebhook, entry: unknown, reason: string): Promise<void> => {
    const attributes = { ...webhook, encoding: "text", part: "1/1", reason };
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(entry),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: "String", StringValue: value },
          ]),
        ),
      }),
    );
  };
