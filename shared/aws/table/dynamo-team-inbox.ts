import { QueryCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ConversationId } from "../../domain/ids.ts";
import type { TeamInbox } from "../../ports/team-inbox.ts";
import { shards, teamPartition } from "./conversation-items.ts";

const IndexItem = z.object({ pk: ConversationId, teamSk: z.string() });

/** One page of each shard of `byTeam`, which holds keys only: a megabyte of them is some eight thousand. */
export const dynamoTeamInbox = (client: DynamoDBClient, tableName: string): TeamInbox => ({
  look: async (team, limit) => {
    const pages = await Promise.all(
      shards.map((shard) =>
        client.send(
          new QueryCommand({
            TableName: tableName,
            IndexName: "byTeam",
            KeyConditionExpression: "teamPk = :open",
            ExpressionAttributeValues: marshall({ ":open": teamPartition(team, shard) }),
          }),
        ),
      ),
    );
    const waiting = pages.flatMap(({ Items = [] }) => Items.map((item) => IndexItem.parse(unmarshall(item))));
    return {
      open: waiting.length,
      isMore: pages.some(({ LastEvaluatedKey }) => LastEvaluatedKey !== undefined),
      soonest: waiting
        .toSorted((one, other) => (one.teamSk < other.teamSk ? -1 : 1))
        .slice(0, limit)
        .map(({ pk }) => pk),
    };
  },
});
