import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";

export type MessageCount = {
  /** Ready to be taken. */
  readonly visible: number;
  /** Taken by somebody and not yet confirmed. */
  readonly inFlight: number;
  /** Held back until their time. */
  readonly delayed: number;
  readonly total: number;
};

const Counts = z.object({
  ApproximateNumberOfMessages: z.coerce.number(),
  ApproximateNumberOfMessagesNotVisible: z.coerce.number(),
  ApproximateNumberOfMessagesDelayed: z.coerce.number(),
});

/** What a queue holds; SQS says these are approximate, and settles within a minute. */
export const countMessages = async (sqs: SQSClient, QueueUrl: string): Promise<MessageCount> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
      ],
    }),
  );
  const counts = Counts.parse(Attributes);
  const visible = counts.ApproximateNumberOfMessages;
  const inFlight = counts.ApproximateNumberOfMessagesNotVisible;
  const delayed = counts.ApproximateNumberOfMessagesDelayed;
  return { visible, inFlight, delayed, total: visible + inFlight + delayed };
};
