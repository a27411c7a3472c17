import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../domain/ids.ts";
import { opaque } from "../domain/opaque.ts";
import type { PageGroups } from "../ports/page-groups.ts";
import { pageGroupKey } from "./conversation-items.ts";

const keptDays = 7;

const GroupItem = z.object({ speaker: ConversationId, members: z.set(z.string()) });

/** One item for each group: who speaks for it, and a short hash of everybody in it. */
export const dynamoPageGroups = (client: DynamoDBClient, tableName: string): PageGroups => ({
  join: async ({ group, conversationId, now }) => {
    const { Attributes = {} } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall(pageGroupKey(group)),
        UpdateExpression:
          "SET speaker = if_not_exists(speaker, :me), expiresAt = :expiresAt ADD members :member",
        ExpressionAttributeValues: marshall({
          ":me": conversationId,
          ":member": new Set([opaque(conversationId).slice(-8)]),
          ":expiresAt": Math.floor(now.getTime() / 1000) + keptDays * 86_400,
        }),
        ReturnValues: "ALL_NEW",
      }),
    );
    const { speaker, members } = GroupItem.parse(unmarshall(Attributes));
    return { speaker, count: members.size };
  },
  takeOver: async ({ group, from, to }) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: marshall(pageGroupKey(group)),
          UpdateExpression: "SET speaker = :to",
          ConditionExpression: "speaker = :from",
          ExpressionAttributeValues: marshall({ ":from": from, ":to": to }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
