import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { RefreshLeases } from "../../ports/refresh-leases.ts";
import { refreshKey } from "./conversation-items.ts";

/** While it is held it says what its holder wants to spend; given back, what was spent, or nothing. */
const LeaseItem = z.object({ spends: z.string().optional() });

export const dynamoRefreshLeases = (client: DynamoDBClient, tableName: string): RefreshLeases => ({
  take: async ({ channelId, holder, spends, now, until }) => {
    const taken = await putIf(client, {
      TableName: tableName,
      Item: marshall({ ...refreshKey(channelId), holder, spends, until: until.toISOString() }),
      ConditionExpression:
        "attribute_not_exists(pk) OR (#until <= :now AND (attribute_not_exists(spent) OR spent <> :spends))",
      ExpressionAttributeNames: { "#until": "until" },
      ExpressionAttributeValues: marshall({ ":now": now.toISOString(), ":spends": spends }),
      ReturnValues: "ALL_OLD",
    });
    if (taken === null) return { kind: "held" };
    return { kind: "taken", isAbandoned: LeaseItem.parse(taken).spends === spends };
  },
  giveBack: async ({ channelId, holder, spends, wasSpent }) => {
    await putIf(client, {
      TableName: tableName,
      Item: marshall({ ...refreshKey(channelId), holder, until: "", ...(wasSpent && { spent: spends }) }),
      ConditionExpression: "holder = :holder",
      ExpressionAttributeValues: marshall({ ":holder": holder }),
    });
  },
});

/** The item that was there before, or null when the condition did not hold. */
const putIf = async (
  client: DynamoDBClient,
  put: ConstructorParameters<typeof PutItemCommand>[0],
): Promise<Record<string, unknown> | null> => {
  try {
    const { Attributes = {} } = await client.send(new PutItemCommand(put));
    return unmarshall(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
};
