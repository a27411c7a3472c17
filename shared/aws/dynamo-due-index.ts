import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../domain/ids.ts";
import type { DueIndex } from "../ports/due-index.ts";
import { duePartition, shards, sweepKey } from "./conversation-items.ts";

const DueItem = z.object({ pk: ConversationId, dueSk: z.iso.datetime() });
const SweepItem = z.object({ armedUntil: z.iso.datetime() });

/** `byDue`, and beside it one small item per shard that remembers how far the last sweep got. */
export const dynamoDueIndex = (client: DynamoDBClient, tableName: string): DueIndex => ({
  shards,
  dueBetween: async ({ shard, after, until, limit }) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "byDue",
        KeyConditionExpression: "duePk = :shard AND dueSk BETWEEN :after AND :until",
        ExpressionAttributeValues: marshall({
          ":shard": duePartition(shard),
          // The first instant behind `after`: the index knows milliseconds, and no less.
          ":after": new Date(after.getTime() + 1).toISOString(),
          ":until": until.toISOString(),
        }),
        Limit: limit,
      }),
    );
    return Items.map((item) => {
      const { pk, dueSk } = DueItem.parse(unmarshall(item));
      return { conversationId: pk, dueAt: dueSk };
    });
  },
  armedUntil: async (shard) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(sweepKey(shard)), ConsistentRead: true }),
    );
    return Item === undefined ? new Date(0) : new Date(SweepItem.parse(unmarshall(Item)).armedUntil);
  },
  markArmed: async ({ shard, from, until }) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall({ ...sweepKey(shard), armedUntil: until.toISOString() }),
          ConditionExpression: "attribute_not_exists(pk) OR armedUntil = :from",
          ExpressionAttributeValues: { ":from": { S: from.toISOString() } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
