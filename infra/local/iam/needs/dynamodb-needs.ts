import * as z from "zod";
import { leadingKeyOf, queriedKeyOf } from "./leading-keys.ts";
import { everything, on, type Need, type NeedsOf, type NeedsTable, type ResourceNames } from "./need.ts";

const OneTable = z.object({ TableName: z.string() });
const Read = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const OnItem = z.object({
  TableName: z.string(),
  Item: z.unknown().optional(),
  Key: z.unknown().optional(),
});
type OnItem = z.infer<typeof OnItem>;

const Gets = z.object({
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(z.unknown()) })),
});
const Write = z.object({
  PutRequest: z.object({ Item: z.unknown() }).optional(),
  DeleteRequest: z.object({ Key: z.unknown() }).optional(),
});
const Writes = z.object({ RequestItems: z.record(z.string(), z.array(Write)) });
const TransactItem = z
  .object({ Get: OnItem, Put: OnItem, Update: OnItem, Delete: OnItem, ConditionCheck: OnItem })
  .partial();
const Transaction = z.object({ TransactItems: z.array(TransactItem) });
const Tagged = z.object({ ResourceArn: z.string() });

/** In a transaction each item needs the action that would read or write it alone. */
const partsOf = ({ Get, Put, Update, Delete, ConditionCheck }: z.infer<typeof TransactItem>) =>
  [
    ["dynamodb:GetItem", Get],
    ["dynamodb:PutItem", Put],
    ["dynamodb:UpdateItem", Update],
    ["dynamodb:DeleteItem", Delete],
    ["dynamodb:ConditionCheckItem", ConditionCheck],
  ] as const;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamodbNeeds = ({ region, accountId, partitionKeyOf }: ResourceNames): NeedsTable => {
  const tableArn = (nameOrArn: string): string =>
    nameOrArn.startsWith("arn:") ? nameOrArn : `arn:aws:dynamodb:${region}:${accountId}:table/${nameOrArn}`;
  const table = (input: unknown): string => tableArn(OneTable.parse(input).TableName);

  const need = (
    action: string,
    tableName: string,
    leadingKeys: readonly string[],
    within?: string,
  ): Need => ({
    action,
    resource: tableArn(tableName),
    context: { "dynamodb:LeadingKeys": leadingKeys, "dynamodb:EnclosingOperation": within },
  });
  const needOfItem = (action: string, { TableName, Item, Key }: OnItem, within?: string): Need =>
    need(action, TableName, leadingKeyOf(Item ?? Key, partitionKeyOf(TableName)), within);
  const item =
    (action: string): NeedsOf =>
    (input) => [needOfItem(action, OnItem.parse(input))];

  /** Through an index it is the index that is read, and asked for. */
  const reading =
    (action: string, leadingKeys: typeof queriedKeyOf): NeedsOf =>
    (input) => {
      const { TableName, IndexName } = Read.parse(input);
      const read = need(action, TableName, leadingKeys(input, partitionKeyOf(TableName, IndexName)));
      return [IndexName === undefined ? read : { ...read, resource: `${read.resource}/index/${IndexName}` }];
    };
  const batchGet: NeedsOf = (input) =>
    Object.entries(Gets.parse(input).RequestItems).map(([name, { Keys }]) =>
      need(
        "dynamodb:BatchGetItem",
        name,
        Keys.flatMap((key) => leadingKeyOf(key, partitionKeyOf(name))),
      ),
    );
  const batchWrite: NeedsOf = (input) =>
    Object.entries(Writes.parse(input).RequestItems).map(([name, writes]) =>
      need(
        "dynamodb:BatchWriteItem",
        name,
        writes.flatMap(({ PutRequest, DeleteRequest }) =>
          leadingKeyOf(PutRequest?.Item ?? DeleteRequest?.Key, partitionKeyOf(name)),
        ),
      ),
    );
  const transaction =
    (operation: string): NeedsOf =>
    (input) =>
      Transaction.parse(input)
        .TransactItems.flatMap(partsOf)
        .flatMap(([action, part]) => (part === undefined ? [] : [needOfItem(action, part, operation)]));

  return {
    GetItem: item("dynamodb:GetItem"),
    PutItem: item("dynamodb:PutItem"),
    UpdateItem: item("dynamodb:UpdateItem"),
    DeleteItem: item("dynamodb:DeleteItem"),
    Query: reading("dynamodb:Query", queriedKeyOf),
    Scan: reading("dynamodb:Scan", () => []),
    BatchGetItem: batchGet,
    BatchWriteItem: batchWrite,
    TransactGetItems: transaction("TransactGetItems"),
    TransactWriteItems: transaction("TransactWriteItems"),
    DescribeTable: on("dynamodb:DescribeTable", table),
    DescribeTimeToLive: on("dynamodb:DescribeTimeToLive", table),
    ListTables: on("dynamodb:ListTables", everything),
    ListTagsOfResource: on("dynamodb:ListTagsOfResource", (input) => Tagged.parse(input).ResourceArn),
  };
};
