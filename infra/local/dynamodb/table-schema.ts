import * as z from "zod";
import type { TableProperties } from "./table-properties.ts";

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
});

/** What cannot change under data that is already there. */
export const TableSchema = z.object({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
});
export type TableSchema = z.infer<typeof TableSchema>;

/** The input of CreateTable. Every local table is on demand: there is no capacity to plan on one machine. */
export const createTableInput = (tableName: string, properties: TableProperties) => {
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, StreamSpecification, ...keys } =
    TableSchema.parse(properties);
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    ...keys,
    ...(GlobalSecondaryIndexes.length === 0 ? {} : { GlobalSecondaryIndexes }),
    ...(LocalSecondaryIndexes.length === 0 ? {} : { LocalSecondaryIndexes }),
    ...(StreamSpecification === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
  };
};

/** The parts in which two schemas differ, in the template's words; the order of lists does not count. */
export const schemaDifferences = (one: TableSchema, other: TableSchema): readonly string[] =>
  TableSchema.keyof().options.filter((part) => canonical(one[part]) !== canonical(other[part]));

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .map(([name, field]) => `${name}:${canonical(field)}`)
    .toSorted()
    .join()}}`;
};
