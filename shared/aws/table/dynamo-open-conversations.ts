import { paginateQuery, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../../domain/ids.ts";
import type { OpenConversations } from "../../ports/open-conversations.ts";
import { shards, teamPartition } from "./conversation-items.ts";

const IndexItem = z.object({ pk: ConversationId });

/** Read off `byTeam`, which holds keys only: however many there are, it costs little to know them. */
export const dynamoOpenConversations = (client: DynamoDBClient, tableName: string): OpenConversations => ({
  of: async function* (team) {
    for (const shard of shards) {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          IndexName: "byTeam",
          KeyConditionExpression: "teamPk = :open",
          ExpressionAttributeValues: marshall({ ":open": teamPartition(team, shard) }),
        },
      );
      for await (const { Items = [] } of pages)
        for (const item of Items) yield IndexItem.parse(unmarshall(item)).pk;
    }
  },
});
