/** Puts a record of something that failed on the queue or topic the template names for it. */
import type { LocalPlace } from "./local-service.ts";
import { queueUrlOf } from "./queue-url.ts";

export type DestinationRecord = {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
};

type MessageAttribute = { readonly DataType: "String" | "Number"; readonly StringValue: string };

/** Sends as `principal`, so a role without the grant fails here as it would on AWS. */
export const sendToDestination = async (
  place: Pick<LocalPlace, "callAws" | "endpoint">,
  arn: string,
  principal: string,
  { body, attributes: MessageAttributes = {} }: DestinationRecord,
): Promise<void> => {
  if (arn.startsWith("arn:aws:sns:")) {
    await place.callAws("sns", "Publish", { TopicArn: arn, Message: body, MessageAttributes }, { principal });
    return;
  }
  const QueueUrl = queueUrlOf(arn, place.endpoint);
  await place.callAws(
    "sqs",
    "SendMessage",
    { QueueUrl, MessageBody: body, MessageAttributes },
    { principal },
  );
};
