/** A mapping's stream, through the gateway and with the rights of its function's role, as on AWS. */
import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import type { LocalPlace } from "../local-service.ts";
import { GetRecordsAnswer, streamRecord, type StreamRecord } from "./stream-record.ts";

export type Shard = { readonly id: string; readonly parentId?: string | undefined };

/** Where reading of a shard begins: at its first record, or behind one. */
type ShardPosition = { readonly after?: string | undefined };

export type Page = {
  readonly records: readonly StreamRecord[];
  /** As many as one answer holds: there is probably more. */
  readonly isFull: boolean;
  /** Missing at the end of a closed shard. */
  readonly next?: string | undefined;
};

export type StreamPorts = {
  readonly shards: () => Promise<Shard[]>;
  readonly iterator: (shardId: string, position: ShardPosition) => Promise<string>;
  /** Undefined when the iterator is too old, or its place has been trimmed: take a new one. */
  readonly page: (iterator: string) => Promise<Page | undefined>;
};

const Description = z.object({
  StreamDescription: z.object({
    KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })).default([]),
    LastEvaluatedShardId: z.string().nullish(),
  }),
});
const Iterator = z.object({ ShardIterator: z.string() });

const pageSize = 1000;

export const streamPorts = (
  place: Pick<LocalPlace, "callAws">,
  streamArn: string,
  principal: string,
): StreamPorts => {
  const call = (operation: string, input: Record<string, unknown>) =>
    place.callAws("dynamodbstreams", operation, input, { principal });

  const describe = async (from?: string) => {
    const paging = from === undefined ? {} : { ExclusiveStartShardId: from };
    return Description.parse(await call("DescribeStream", { StreamArn: streamArn, ...paging }))
      .StreamDescription;
  };

  let partitionKey: string | undefined;

  const shards = async (): Promise<Shard[]> => {
    const found: Shard[] = [];
    let from: string | undefined;
    do {
      const description = await describe(from);
      partitionKey ??= description.KeySchema.find(({ KeyType }) => KeyType === "HASH")?.AttributeName;
      found.push(
        ...description.Shards.map(({ ShardId, ParentShardId }) => ({ id: ShardId, parentId: ParentShardId })),
      );
      from = description.LastEvaluatedShardId ?? undefined;
    } while (from !== undefined);
    return found;
  };

  return {
    shards,
    iterator: async (shardId, { after }) => {
      const behind = { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after };
      const where = after === undefined ? { ShardIteratorType: "TRIM_HORIZON" } : behind;
      const input = { StreamArn: streamArn, ShardId: shardId, ...where };
      return Iterator.parse(await call("GetShardIterator", input)).ShardIterator;
    },
    page: async (iterator) => {
      try {
        const answer = GetRecordsAnswer.parse(
          await call("GetRecords", { ShardIterator: iterator, Limit: pageSize }),
        );
        const stream = { arn: streamArn, partitionKey: partitionKey ?? "" };
        return {
          records: answer.Records.map((record) => streamRecord(record, stream)),
          isFull: answer.Records.length === pageSize,
          next: answer.NextShardIterator ?? undefined,
        };
      } catch (error) {
        if (error instanceof AwsError && outdated.has(error.code)) return undefined;
        throw error;
      }
    },
  };
};

const outdated = new Set(["ExpiredIteratorException", "TrimmedDataAccessException"]);
