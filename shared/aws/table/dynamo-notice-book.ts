import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { NoticeBook } from "../../ports/notice-book.ts";
import { noticeKey } from "./conversation-items.ts";

/** Longer than anything is told of ahead. */
const keptDays = 60;

/** One item for each notice, which goes by itself. */
export const dynamoNoticeBook = (client: DynamoDBClient, tableName: string): NoticeBook => ({
  take: async ({ id, now, until }) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall({ ...noticeKey(id), until: until.toISOString(), expiresAt: expiresAt(now) }),
          ConditionExpression:
            "attribute_not_exists(pk) OR (attribute_not_exists(toldAt) AND #until <= :now)",
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: marshall({ ":now": now.toISOString() }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  markTold: async (id, now) => {
    const item = { ...noticeKey(id), toldAt: now.toISOString(), expiresAt: expiresAt(now) };
    await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
  },
});

const expiresAt = (now: Date): number => Math.floor(now.getTime() / 1000) + keptDays * 86_400;
