import type { AnswerAws } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { readJsonAnswer } from "../gateway/read-json-answer.ts";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { openDynamodbEndpoint } from "./dynamodb-endpoint.ts";
import { ensureTable, type CallEngine } from "./ensure-table.ts";
import { forwardTo } from "./forward.ts";
import { localArns } from "./local-arns.ts";
import { readGlobalTable, readTable, type TableProperties } from "./table-properties.ts";
import { createRequestTokens } from "./request-tokens.ts";
import { withKeySchema, type ProvisionedTable } from "./stream-key-schema.ts";
import { handsOutIterators, withoutStream, withStream } from "./stream-iterators.ts";
import { writtenTables } from "./written-tables.ts";

export type DynamodbService = LocalService & {
  /** Answers `dynamodb` and `dynamodbstreams`. */
  readonly answer: AnswerAws;
  /** Calls `listener` with a table's name after each write to it that succeeded; gives back how to stop that. */
  readonly onWrite: (listener: (tableName: string) => void) => () => void;
  /** Undefined for a table that has no stream, or that the template does not have. */
  readonly streamArnOf: (tableName: string) => string | undefined;
  /** The name of a table's, or an index's, partition key. */
  readonly partitionKeyOf: (tableName: string, indexName?: string) => string | undefined;
};

type Place = Pick<LocalPlace, "region" | "accountId" | "stackName" | "dataDirectory" | "report">;

/**
 * Tables and their streams. PartiQL is refused: a stream reader sleeps until a write wakes it, and only the other
 * operations say in their input which table they write.
 */
export const openDynamodb = async (place: Place, env = process.env): Promise<DynamodbService> => {
  const endpoint = await openDynamodbEndpoint({
    dataDirectory: place.dataDirectory,
    env,
    onDeath: (message) => place.report({ at: new Date(), service: "dynamodb", level: "error", message }),
  });
  const engine = forwardTo(endpoint);
  const tokens = createRequestTokens();
  const arns = localArns(place.region, place.accountId);
  const listeners = new Set<(tableName: string) => void>();
  const tables = new Map<string, ProvisionedTable>();

  const answer: AnswerAws = async ({ service, operation, body }) => {
    if (refused.has(operation))
      throw new AwsError({
        code: "UnknownOperationException",
        message: `The local runtime does not answer ${operation}: ${refused.get(operation)}.`,
      });
    const sent = service === "dynamodbstreams" ? arns.delocalise(withoutStream(body)) : body;
    const send = (bytes: string | Uint8Array) => engine.send({ service, operation, body: bytes });
    const answered = arns.localise(
      operation,
      operation === "TransactWriteItems" ? await tokens.once(body, send) : await send(sent),
    );
    if (answered.status === 200 && listeners.size > 0)
      for (const table of writtenTables(operation, body)) for (const listener of listeners) listener(table);
    if (operation === "DescribeStream") return withKeySchema(answered, tables);
    return handsOutIterators(operation) ? withStream(answered, body) : answered;
  };

  const call: CallEngine = async (operation, input) =>
    readJsonAnswer(
      arns.localise(
        operation,
        await engine.send({ service: "dynamodb", operation, body: JSON.stringify(input) }),
      ),
    );

  const provision = async (
    { logicalId }: LocalResource,
    properties: TableProperties,
  ): Promise<Provisioned> => {
    const name = properties.TableName ?? physicalName(place.stackName, logicalId, { maxLength: 255 });
    const { streamArn } = await ensureTable(call, name, properties);
    tables.set(name, { properties, streamArn });
    return {
      ref: name,
      attributes: { Arn: arns.tableArn(name), ...(streamArn === undefined ? {} : { StreamArn: streamArn }) },
    };
  };

  return {
    name: "dynamodb",
    resources: {
      "AWS::DynamoDB::Table": (resource) => provision(resource, readTable(resource)),
      "AWS::DynamoDB::GlobalTable": (resource) => provision(resource, readGlobalTable(resource)),
    },
    answer,
    onWrite: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    streamArnOf: (tableName) => tables.get(tableName)?.streamArn,
    partitionKeyOf: (tableName, indexName) => {
      const { KeySchema } = keysOf(tables.get(tableName)?.properties, indexName);
      return KeySchema.find(({ KeyType }) => KeyType === "HASH")?.AttributeName;
    },
    stop: async () => {
      engine.close();
      await endpoint.stop();
    },
  };
};

const keysOf = (
  properties: TableProperties | undefined,
  indexName: string | undefined,
): Pick<TableProperties, "KeySchema"> => {
  if (indexName === undefined) return properties ?? { KeySchema: [] };
  const indexes = [
    ...(properties?.GlobalSecondaryIndexes ?? []),
    ...(properties?.LocalSecondaryIndexes ?? []),
  ];
  return indexes.find(({ IndexName }) => IndexName === indexName) ?? { KeySchema: [] };
};

const theTemplateSays = "tables come from the template";
const partiQl = "PartiQL is not part of it";
const refused = new Map([
  ["CreateTable", theTemplateSays],
  ["UpdateTable", theTemplateSays],
  ["DeleteTable", theTemplateSays],
  ["ExecuteStatement", partiQl],
  ["BatchExecuteStatement", partiQl],
  ["ExecuteTransaction", partiQl],
]);
