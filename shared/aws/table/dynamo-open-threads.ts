import { GetItemCommand, QueryCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Conversation } from "../../domain/conversation/conversation.ts";
import type { OpenThreads } from "../../ports/open-threads.ts";
import { conversationOf, headKey, shards, teamPartition } from "./conversation-items.ts";

type Options = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly teams: readonly string[];
};

const IndexItem = z.object({ pk: z.string(), teamSk: z.string() });

/** Read off `byTeam`, the soonest due first; the heads say which channel each belongs to. */
export const dynamoOpenThreads = ({ client, tableName, teams }: Options): OpenThreads => {
  const openIn = async (team: string, shard: number, limit: number) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "byTeam",
        KeyConditionExpression: "teamPk = :open",
        ExpressionAttributeValues: marshall({ ":open": teamPartition(team, shard) }),
        Limit: limit,
      }),
    );
    return Items.map((item) => IndexItem.parse(unmarshall(item)));
  };

  const load = async (id: string): Promise<Conversation[]> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(headKey(id)) }),
    );
    return Item === undefined ? [] : [conversationOf(unmarshall(Item))];
  };

  return {
    of: async ({ id, platform, limit }) => {
      const looks = teams.flatMap((team) => shards.map((shard) => openIn(team, shard, limit)));
      const open = (await Promise.all(looks))
        .flat()
        .filter(({ pk }) => pk.startsWith(`${platform}:`))
        .toSorted((one, other) => one.teamSk.localeCompare(other.teamSk))
        .slice(0, limit);
      const conversations = (await Promise.all(open.map(({ pk }) => load(pk)))).flat();
      const ours = conversations.filter(({ channelId, status }) => channelId === id && status === "open");
      return [...new Set(ours.map(({ threadId }) => threadId))];
    },
  };
};
