import type { IntakeQueue } from "../ports/intake-queue.ts";
import type { SignedCall } from "./signed-client.ts";

/** The intake queue, over the small signed client: the one call a platform waits for. */
export const sqsIntakeQueue = (sqs: SignedCall, queueUrl: string): IntakeQueue => ({
  put: async ({ body, ...attributes }) => {
    await sqs("AmazonSQS.SendMessage", {
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      ),
    });
  },
});
