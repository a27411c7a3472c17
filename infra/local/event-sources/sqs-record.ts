/** A message in the shape a function gets it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
import * as z from "zod";

const MessageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

export const Message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z.record(z.string(), MessageAttribute).default({}),
  MD5OfMessageAttributes: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

export type SqsRecord = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, RecordAttribute>>;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
};

type RecordAttribute = {
  readonly stringValue?: string | undefined;
  readonly binaryValue?: string | undefined;
  readonly stringListValues: readonly string[];
  readonly binaryListValues: readonly string[];
  readonly dataType: string;
};

export const sqsRecord = (message: Message, queueArn: string): SqsRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes,
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes).map(([name, attribute]) => [name, recordAttribute(attribute)]),
  ),
  md5OfBody: message.MD5OfBody,
  ...(message.MD5OfMessageAttributes !== undefined && {
    md5OfMessageAttributes: message.MD5OfMessageAttributes,
  }),
  eventSource: "aws:sqs",
  eventSourceARN: queueArn,
  awsRegion: queueArn.split(":")[3] ?? "",
});

const recordAttribute = (attribute: z.infer<typeof MessageAttribute>): RecordAttribute => ({
  ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
  ...(attribute.BinaryValue !== undefined && { binaryValue: attribute.BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: attribute.DataType,
});
