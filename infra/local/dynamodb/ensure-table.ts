import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { createTableInput, schemaDifferences, TableSchema } from "./table-schema.ts";
import type { TableProperties } from "./table-properties.ts";

/** Calls the engine and gives its parsed answer; throws an AwsError for what it refuses. */
export type CallEngine = (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

export type EnsuredTable = { readonly name: string; readonly streamArn?: string };

const Described = z.object({
  Table: TableSchema.extend({ LatestStreamArn: z.string().optional() }),
});

/** Creates the table on its first start; on later ones checks that the data still is of the shape the template asks for. */
export const ensureTable = async (
  call: CallEngine,
  name: string,
  properties: TableProperties,
): Promise<EnsuredTable> => {
  const existing = await describe(call, name);
  if (existing === undefined) await create(call, name, properties);
  else refuseOtherShape(name, existing, TableSchema.parse(properties));
  const table = existing ?? (await describe(call, name));
  return { name, ...(table?.LatestStreamArn === undefined ? {} : { streamArn: table.LatestStreamArn }) };
};

const describe = async (call: CallEngine, name: string) => {
  try {
    return Described.parse(await call("DescribeTable", { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
};

const create = async (call: CallEngine, name: string, properties: TableProperties): Promise<void> => {
  await call("CreateTable", createTableInput(name, properties));
  if (properties.TimeToLiveSpecification?.Enabled !== true) return;
  await call("UpdateTimeToLive", {
    TableName: name,
    TimeToLiveSpecification: properties.TimeToLiveSpecification,
  });
};

const refuseOtherShape = (name: string, existing: TableSchema, wanted: TableSchema): void => {
  const differences = schemaDifferences(existing, wanted);
  if (differences.length === 0) return;
  throw new Error(
    `The table ${name} holds data of another shape than the template now asks for (${differences.join(", ")}). ` +
      "Delete the data directory to begin again with empty tables.",
  );
};
