import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { KeptFeed, neverRead } from "../../domain/roster/kept-feed.ts";
import type { RosterFeeds } from "../../ports/roster-feeds.ts";
import { feedKey } from "./conversation-items.ts";

const FeedItem = z.object({ version: z.int().positive(), kept: KeptFeed });

/** Longer than anything that was read lies ahead: what no layer names any more goes by itself. */
const keptDays = 120;

/** One item for each feed, of at most 400 kB. */
export const dynamoRosterFeeds = (client: DynamoDBClient, tableName: string): RosterFeeds => ({
  load: async (feed) => {
    const Key = marshall(feedKey(feed));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? { version: 0, kept: neverRead } : FeedItem.parse(unmarshall(Item));
  },
  commit: async (feed, { version, kept }, now) => {
    const expiresAt = Math.floor(now.getTime() / 1000) + keptDays * 86_400;
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall(
            { ...feedKey(feed), version: version + 1, kept, expiresAt },
            { removeUndefinedValues: true },
          ),
          ConditionExpression: "version = :loaded OR (attribute_not_exists(pk) AND :loaded = :none)",
          ExpressionAttributeValues: marshall({ ":loaded": version, ":none": 0 }),
        }),
      );
      return "committed";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "conflict";
      throw error;
    }
  },
});
