/** A change of a table as its stream tells it, in the shape a function gets it. */
import * as z from "zod";

/** Passed on whole: what the schema does not name is kept. */
const GetRecordsRecord = z.looseObject({
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
    Keys: z.record(z.string(), z.unknown()),
  }),
});

export const GetRecordsAnswer = z.object({
  Records: z.array(GetRecordsRecord).default([]),
  NextShardIterator: z.string().nullish(),
});

export type StreamRecord = {
  readonly sequenceNumber: string;
  readonly changedAt: Date;
  /** The partition key's value: changes of one key are handled in order. */
  readonly partition: string;
  /** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-example.html */
  readonly event: Readonly<Record<string, unknown>>;
};

export const streamRecord = (
  record: z.infer<typeof GetRecordsRecord>,
  stream: { readonly arn: string; readonly partitionKey: string },
): StreamRecord => ({
  sequenceNumber: record.dynamodb.SequenceNumber,
  changedAt: new Date(record.dynamodb.ApproximateCreationDateTime * 1000),
  partition: JSON.stringify(record.dynamodb.Keys[stream.partitionKey]),
  event: { ...record, eventSourceARN: stream.arn },
});
