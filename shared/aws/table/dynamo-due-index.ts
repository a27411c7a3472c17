import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../../domain/ids.ts";
import { neverSwept, SweepProgress, type DuePosition } from "../../domain/sweeping/sweep-progress.ts";
import type { DueIndex } from "../../ports/due-index.ts";
import { duePartition, headKey, shards, sweepKey } from "./conversation-items.ts";

const DueItem = z
  .object({ pk: ConversationId, dueSk: z.iso.datetime() })
  .transform(({ pk, dueSk }) => ({ conversationId: pk, dueAt: dueSk }));
const SweepItem = z.object({ progress: SweepProgress });

type Item = Record<string, AttributeValue>;
const dueItem = (item: Item) => DueItem.parse(unmarshall(item));

/** `byDue`, and beside it one small item per shard that remembers how far the sweeps have come. */
export const dynamoDueIndex = (client: DynamoDBClient, tableName: string): DueIndex => ({
  shards,
  page: async ({ shard, after, until, limit }) => {
    const from = firstBehind(after);
    if (from > until.toISOString()) return { deadlines: [], next: null };
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "byDue",
        KeyConditionExpression: "duePk = :shard AND dueSk BETWEEN :from AND :until",
        ExpressionAttributeValues: marshall({
          ":shard": duePartition(shard),
          ":from": from,
          ":until": until.toISOString(),
        }),
        ExclusiveStartKey: startKeyOf(shard, after),
        Limit: limit,
      }),
    );
    return {
      deadlines: Items.map(dueItem),
      next: LastEvaluatedKey === undefined ? null : dueItem(LastEvaluatedKey),
    };
  },
  progressOf: async (shard) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(sweepKey(shard)), ConsistentRead: true }),
    );
    if (Item === undefined) return neverSwept;
    // What another version of ours remembered in another shape is not known here. What is handed over twice does no harm.
    return SweepItem.safeParse(unmarshall(Item)).data?.progress ?? neverSwept;
  },
  saveProgress: async (shard, progress) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall({ ...sweepKey(shard), progress }),
          ConditionExpression: "attribute_not_exists(progress.revision) OR progress.revision = :loaded",
          ExpressionAttributeValues: marshall({ ":loaded": progress.revision - 1 }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

/** The index knows milliseconds, and no less. At a deadline's own instant others may still lie behind it. */
const firstBehind = ({ dueAt, conversationId }: DuePosition): string =>
  conversationId === null ? new Date(Date.parse(dueAt) + 1).toISOString() : dueAt;

/** An item's key in the index is its key there and its key in the table; the item need not be there any more. */
const startKeyOf = (shard: number, { dueAt, conversationId }: DuePosition): Item | undefined =>
  conversationId === null
    ? undefined
    : marshall({ duePk: duePartition(shard), dueSk: dueAt, ...headKey(conversationId) });
