import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { RosterChanges } from "../domain/roster/roster-changes.ts";
import type { RosterChangesStore } from "../ports/roster-changes-store.ts";
import { rosterChangesKey } from "./conversation-items.ts";

const ChangesItem = z.object({ version: z.int().positive(), changes: RosterChanges });

/** One item for each roster: whoever changes it takes the version behind the one they saw. */
export const dynamoRosterChanges = (client: DynamoDBClient, tableName: string): RosterChangesStore => ({
  load: async (roster) => {
    const Key = marshall(rosterChangesKey(roster));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? { version: 0, changes: [] } : ChangesItem.parse(unmarshall(Item));
  },
  commit: async (roster, changes, loaded) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall(
            { ...rosterChangesKey(roster), version: loaded + 1, changes },
            { removeUndefinedValues: true },
          ),
          ...(loaded === 0
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : {
                ConditionExpression: "version = :loaded",
                ExpressionAttributeValues: { ":loaded": { N: String(loaded) } },
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
