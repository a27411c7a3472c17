import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../../domain/ids.ts";
import { opaque } from "../../domain/opaque.ts";
import type { PageGroup, PageGroups } from "../../ports/page-groups.ts";
import { pageGroupKey } from "./conversation-items.ts";

const keptDays = 7;

/** DynamoDB has no empty set: what nobody is in is not there. */
const Members = z.set(z.string()).default(new Set());
const GroupItem = z
  .object({ speaker: ConversationId, members: Members, settled: Members })
  .transform(({ speaker, members, settled }): PageGroup => ({
    speaker,
    waiting: members.size,
    settled: settled.size,
  }));
type Item = Parameters<typeof unmarshall>[0];
const read = (item: Item): PageGroup => GroupItem.parse(unmarshall(item));

/** One item for each group: who speaks for it, and a short hash of everybody in it who waits, or does no more. */
export const dynamoPageGroups = (client: DynamoDBClient, tableName: string): PageGroups => {
  const place = (group: string) => ({ TableName: tableName, Key: marshall(pageGroupKey(group)) });
  const change = async (input: UpdateItemCommandInput): Promise<Item | null> => {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({ ...input, ReturnValues: "ALL_NEW" }),
      );
      return Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  };
  const look = async (group: string): Promise<PageGroup | null> => {
    const { Item: found } = await client.send(new GetItemCommand({ ...place(group), ConsistentRead: true }));
    return found === undefined ? null : read(found);
  };
  return {
    look,
    join: async ({ group, conversationId, now }) => {
      const joined = await change({
        ...place(group),
        UpdateExpression:
          "SET speaker = if_not_exists(speaker, :me), expiresAt = :expiresAt ADD members :one DELETE settled :one",
        ExpressionAttributeValues: marshall({
          ":me": conversationId,
          ":one": new Set([memberOf(conversationId)]),
          ":expiresAt": Math.floor(now.getTime() / 1000) + keptDays * 86_400,
        }),
      });
      return read(joined ?? {});
    },
    leave: async ({ group, conversationId }) => {
      const me = memberOf(conversationId);
      const left = await change({
        ...place(group),
        UpdateExpression: "DELETE members :one ADD settled :one",
        ConditionExpression: "contains(members, :me)",
        ExpressionAttributeValues: marshall({ ":me": me, ":one": new Set([me]) }),
      });
      return left === null ? look(group) : read(left);
    },
    takeOver: async ({ group, from, to }) => {
      const taken = await change({
        ...place(group),
        UpdateExpression: "SET speaker = :to",
        ConditionExpression: "speaker = :from",
        ExpressionAttributeValues: marshall({ ":from": from, ":to": to }),
      });
      return taken !== null;
    },
  };
};

const memberOf = (conversationId: ConversationId): string => opaque(conversationId).slice(-8);
