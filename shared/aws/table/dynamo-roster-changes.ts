import {
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { ChangeEntry } from "../../domain/roster/change-step.ts";
import { RosterChanges } from "../../domain/roster/roster-changes.ts";
import type { RosterChangesStore } from "../../ports/roster-changes-store.ts";
import {
  rosterChangesKey,
  rosterEntryKey,
  rosterEntryPrefix,
  rosterPartition,
} from "./conversation-items.ts";
import { isConflict } from "./is-conflict.ts";

const ChangesItem = z.object({ version: z.int().positive(), changes: RosterChanges });
const EntryItem = z.object({ entry: ChangeEntry });

/**
 * One item for each roster: whoever changes it takes the version behind the one they saw. What was done is an item of its
 * own in the same transaction, so that none is without the other, and that pages need not read all that ever was.
 */
export const dynamoRosterChanges = (client: DynamoDBClient, tableName: string): RosterChangesStore => ({
  load: async (roster) => {
    const Key = marshall(rosterChangesKey(roster));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? { version: 0, changes: [] } : ChangesItem.parse(unmarshall(Item));
  },
  commit: async (roster, { changes, entry }, loaded) => {
    const version = loaded + 1;
    const head = { ...rosterChangesKey(roster), version, changes };
    const told = { ...rosterEntryKey(roster, version), entry };
    const writes = [{ Item: asItem(head), ...conditionFor(loaded) }, { Item: asItem(told) }];
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: writes.map((put) => ({ Put: { TableName: tableName, ...put } })),
        }),
      );
      return "committed";
    } catch (error) {
      if (isConflict(error)) return "conflict";
      throw error;
    }
  },
  entries: async (roster, limit) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: "pk = :roster AND begins_with(sk, :entries)",
        ExpressionAttributeValues: marshall({
          ":roster": rosterPartition(roster),
          ":entries": rosterEntryPrefix,
        }),
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items.map((item) => EntryItem.parse(unmarshall(item)).entry);
  },
});

const asItem = (item: object) => marshall(item, { removeUndefinedValues: true });

const conditionFor = (loaded: number) =>
  loaded === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : {
        ConditionExpression: "version = :loaded",
        ExpressionAttributeValues: { ":loaded": { N: String(loaded) } },
      };
