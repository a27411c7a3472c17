import * as z from "zod";
import { jsonBody } from "../gateway/json-body.ts";

const OneTable = z.object({ TableName: z.string() });
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const Transaction = z.object({
  TransactItems: z.array(
    z.object({ Put: OneTable.optional(), Update: OneTable.optional(), Delete: OneTable.optional() }),
  ),
});

const tablesOf: Readonly<Record<string, (input: unknown) => readonly string[]>> = {
  PutItem: (input) => [OneTable.parse(input).TableName],
  UpdateItem: (input) => [OneTable.parse(input).TableName],
  DeleteItem: (input) => [OneTable.parse(input).TableName],
  BatchWriteItem: (input) => Object.keys(Batch.parse(input).RequestItems),
  TransactWriteItems: (input) =>
    Transaction.parse(input).TransactItems.flatMap(({ Put, Update, Delete }) =>
      [Put, Update, Delete].flatMap((write) => (write === undefined ? [] : [write.TableName])),
    ),
};

/** The tables a call wrote to, each once; none for a call that reads. */
export const writtenTables = (operation: string, body: Uint8Array): readonly string[] => {
  const tables = Object.hasOwn(tablesOf, operation) ? tablesOf[operation] : undefined;
  return tables === undefined ? [] : [...new Set(tables(jsonBody(body)))];
};
