import type { DestinationRecord } from "../send-to-destination.ts";
import type { Discarded } from "./stream-batch.ts";

/**
 * What the failure destination is told: where the records are in the stream, not what they say:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const discardedRecord = (
  { records, condition, invocations, lastResult }: Discarded,
  source: { readonly functionArn: string; readonly streamArn: string; readonly shardId: string },
  now: Date,
): DestinationRecord => {
  const [first, last] = [records[0], records.at(-1)];
  return {
    body: JSON.stringify({
      requestContext: {
        requestId: lastResult?.requestId,
        functionArn: source.functionArn,
        condition,
        approximateInvokeCount: invocations,
      },
      ...(lastResult !== undefined && {
        responseContext: {
          statusCode: 200,
          executedVersion: "$LATEST",
          functionError: lastResult.functionError,
        },
      }),
      version: "1.0",
      timestamp: now.toISOString(),
      DDBStreamBatchInfo: {
        shardId: source.shardId,
        startSequenceNumber: first?.sequenceNumber,
        endSequenceNumber: last?.sequenceNumber,
        approximateArrivalOfFirstRecord: first?.changedAt.toISOString(),
        approximateArrivalOfLastRecord: last?.changedAt.toISOString(),
        batchSize: records.length,
        streamArn: source.streamArn,
      },
    }),
  };
};
