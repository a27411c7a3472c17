import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { nothingReported } from "../../domain/outages/outage-watch.ts";
import type { OutageWatches } from "../../ports/outage-watches.ts";
import { outageKey, outageWatchItem, outageWatchOf } from "./conversation-items.ts";

/** One item for each brand. */
export const dynamoOutageWatches = (client: DynamoDBClient, tableName: string): OutageWatches => ({
  load: async (brand) => {
    const Key = marshall(outageKey(brand));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? nothingReported(brand) : outageWatchOf(unmarshall(Item));
  },
  commit: async (watch) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall(outageWatchItem(watch), { removeUndefinedValues: true }),
          ...(watch.version === 1
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : {
                ConditionExpression: "version = :loaded",
                ExpressionAttributeValues: { ":loaded": { N: String(watch.version - 1) } },
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
