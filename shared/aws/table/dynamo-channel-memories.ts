import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ChannelMemory, nothingRemembered } from "../../domain/channels/channel-memory.ts";
import type { ChannelMemories } from "../../ports/channel-memories.ts";
import { memoryKey } from "./conversation-items.ts";

const MemoryItem = z.object({ memory: ChannelMemory });

/** One item for each channel. The version stands beside it too, for conditions. */
export const dynamoChannelMemories = (client: DynamoDBClient, tableName: string): ChannelMemories => ({
  load: async (channelId) => {
    const Key = marshall(memoryKey(channelId));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? nothingRemembered(channelId) : MemoryItem.parse(unmarshall(Item)).memory;
  },
  commit: async (memory) => {
    const { channelId, version } = memory;
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall({ ...memoryKey(channelId), version, memory }, { removeUndefinedValues: true }),
          ...(version === 1
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : {
                ConditionExpression: "version = :loaded",
                ExpressionAttributeValues: { ":loaded": { N: String(version - 1) } },
              }),
        }),
      );
      return "committed";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "conflict";
      throw error;
    }
  },
});
