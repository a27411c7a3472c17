import * as z from "zod";
import { on, type NeedsTable, type ResourceNames } from "./need.ts";

const OneStream = z.object({ StreamArn: z.string() });
const OneIterator = z.object({ ShardIterator: z.string() });
const OfTable = z.object({ TableName: z.string().optional() });

const stream = (input: unknown): string => OneStream.parse(input).StreamArn;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-read-stream-only.html */
export const streamsNeeds = ({ streamArnOf }: ResourceNames): NeedsTable => {
  return {
    DescribeStream: on("dynamodb:DescribeStream", stream),
    GetShardIterator: on("dynamodb:GetShardIterator", stream),
    // An iterator begins with the ARN of its stream: `arn:…/stream/<label>|1|…`.
    GetRecords: on(
      "dynamodb:GetRecords",
      (input) => OneIterator.parse(input).ShardIterator.split("|")[0] ?? "",
    ),
    ListStreams: on("dynamodb:ListStreams", (input) => {
      const { TableName } = OfTable.parse(input);
      return (TableName === undefined ? undefined : streamArnOf(TableName)) ?? "*";
    }),
  };
};
