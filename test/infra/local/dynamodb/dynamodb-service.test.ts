import {
  DynamoDBClient,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { openDynamodb, type DynamodbService } from "../../../../infra/local/dynamodb/dynamodb-service.ts";
import type { Provisioned } from "../../../../infra/local/local-service.ts";
import { openTestAws, openTestFolder } from "../gateway/open-test-aws.ts";

/** As CDK's TableV2 synthesizes it. */
const conversations = {
  logicalId: "Conversations",
  type: "AWS::DynamoDB::GlobalTable",
  properties: {
    AttributeDefinitions: ["pk", "sk", "duePk", "dueSk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: [
      {
        IndexName: "byDue",
        KeySchema: [
          { AttributeName: "duePk", KeyType: "HASH" },
          { AttributeName: "dueSk", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    Replicas: [
      { Region: "eu-west-1", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ],
    SSESpecification: { SSEEnabled: false },
    StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
  },
};

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let dynamodb: DynamodbService;
let table: Provisioned;
let client: DynamoDBClient;

const provision = async (resource = conversations): Promise<Provisioned> => {
  const fulfil = dynamodb.resources[resource.type];
  if (fulfil === undefined) throw new Error(`nothing fulfils ${resource.type}`);
  return fulfil(resource);
};

const start = async (): Promise<void> => {
  dynamodb = await openDynamodb(aws.place);
  for (const service of ["dynamodb", "dynamodbstreams"]) aws.gateway.serve(service, dynamodb.answer);
};

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  await start();
  table = await provision();
  client = new DynamoDBClient(aws.client);
});

afterAll(async () => {
  await dynamodb.stop?.();
  await aws.gateway.close();
  folder.dispose();
});

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: "head" } });
const put = (pk: string, more: object = {}) =>
  client.send(
    new PutItemCommand({ TableName: table.ref, Item: { ...key(pk), version: { N: "1" }, ...more } }),
  );

/** The calls a stream's reader makes. */
const streams = (operation: string, input: Readonly<Record<string, unknown>>) =>
  aws.gateway.callAws("dynamodbstreams", operation, input, { principal: "reader" });

const Stream = z.object({
  StreamDescription: z.object({ StreamArn: z.string(), Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const Records = z.object({
  NextShardIterator: z.string(),
  Records: z.array(
    z.object({
      eventName: z.string(),
      awsRegion: z.string(),
      dynamodb: z.object({
        SequenceNumber: z.string(),
        NewImage: z.looseObject({ pk: z.object({ S: z.string() }) }).optional(),
      }),
    }),
  ),
});

const readStream = async (position: Readonly<Record<string, string>>) => {
  const StreamArn = table.attributes?.["StreamArn"];
  const { StreamDescription } = Stream.parse(await streams("DescribeStream", { StreamArn }));
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const { ShardIterator } = await streams("GetShardIterator", { StreamArn, ShardId, ...position });
  return async () => Records.parse(await streams("GetRecords", { ShardIterator }));
};

test("a table's name and ARNs are those of this stack, region and account", async () => {
  expect(table.ref).toBe("Test-Conversations");
  expect(table.attributes?.["Arn"]).toBe("arn:aws:dynamodb:eu-west-1:123456789012:table/Test-Conversations");
  expect(table.attributes?.["StreamArn"]).toMatch(
    /^arn:aws:dynamodb:eu-west-1:123456789012:table\/Test-Conversations\/stream\/.+/u,
  );
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table.ref }));
  expect(Table?.TableArn).toBe(table.attributes?.["Arn"]);
  expect(Table?.LatestStreamArn).toBe(table.attributes?.["StreamArn"]);
  expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${table.attributes?.["Arn"]}/index/byDue`);
});

test("what was written is there for a strongly consistent read", async () => {
  await put("read-me");
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table.ref, Key: key("read-me"), ConsistentRead: true }),
  );
  expect(Item).toEqual({ ...key("read-me"), version: { N: "1" } });
});

/** A step's transaction: the head as it was loaded, and a message nobody has seen. */
const stepFrom = (version: string) => [
  {
    Put: {
      TableName: table.ref,
      Item: { ...key("moved-on"), version: { N: "2" } },
      ConditionExpression: "version = :loaded",
      ExpressionAttributeValues: { ":loaded": { N: version } },
    },
  },
  {
    Put: {
      TableName: table.ref,
      Item: { pk: { S: "message#1" }, sk: { S: "message" } },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  },
];

test("a transaction whose version has moved on changes nothing and says which condition failed", async () => {
  await put("moved-on");
  const stale = client.send(new TransactWriteItemsCommand({ TransactItems: stepFrom("7") }));
  const refusal: unknown = await stale.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TransactionCanceledException);
  expect(refusal).toMatchObject({
    CancellationReasons: [{ Code: "ConditionalCheckFailed" }, { Code: "None" }],
  });

  await client.send(new TransactWriteItemsCommand({ TransactItems: stepFrom("1") }));
  const again: unknown = await client
    .send(new TransactWriteItemsCommand({ TransactItems: stepFrom("2") }))
    .catch((error: unknown) => error);
  expect(again).toMatchObject({
    CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }],
  });
});

const due = async (condition: string, from: string, to?: string) => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table.ref,
      IndexName: "byDue",
      KeyConditionExpression: `duePk = :shard AND ${condition}`,
      ExpressionAttributeValues: {
        ":shard": { S: "D#0" },
        ":from": { S: from },
        ...(to === undefined ? {} : { ":to": { S: to } }),
      },
    }),
  );
  return Items?.map(({ pk }) => pk?.S);
};

test("the due index answers a range in order and forgets what left it", async () => {
  for (const second of ["03", "01", "09"])
    await put(`due-${second}`, { duePk: { S: "D#0" }, dueSk: { S: `2026-01-01T00:00:${second}Z` } });
  await put("due-03");
  expect(await due("dueSk BETWEEN :from AND :to", "2026-01-01T00:00:00Z", "2026-01-01T00:00:05Z")).toEqual([
    "due-01",
  ]);
  expect(await due("begins_with(dueSk, :from)", "2026-01-01")).toEqual(["due-01", "due-09"]);
});

test("a stream's reader is woken by a write and finds the new image", async () => {
  const next = await readStream({ ShardIteratorType: "LATEST" });
  expect((await next()).Records).toEqual([]);

  const woken = new Promise<string>((resolve) => {
    const stopListening = dynamodb.onWrite((name) => {
      stopListening();
      resolve(name);
    });
  });
  await client.send(
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName: table.ref, Item: key("streamed") } }],
    }),
  );
  expect(await woken).toBe(table.ref);
  const {
    Records: [record],
  } = await next();
  expect(record).toMatchObject({
    eventName: "INSERT",
    awsRegion: "eu-west-1",
    dynamodb: { NewImage: key("streamed") },
  });
});

test("an iterator begins with its stream's ARN, and so does every next one", async () => {
  const StreamArn = table.attributes?.["StreamArn"];
  const next = await readStream({ ShardIteratorType: "TRIM_HORIZON" });
  const { NextShardIterator: ShardIterator } = await next();
  expect(ShardIterator).toMatch(/^arn:[^|]+\|1\|./u);
  expect(ShardIterator.split("|")[0]).toBe(StreamArn);
  const { NextShardIterator } = Records.parse(await streams("GetRecords", { ShardIterator }));
  expect(NextShardIterator.split("|")[0]).toBe(StreamArn);
});

test("a table tells its stream, and the partition key of itself and of each index", () => {
  expect(dynamodb.streamArnOf(table.ref)).toBe(table.attributes?.["StreamArn"]);
  expect(dynamodb.partitionKeyOf(table.ref)).toBe("pk");
  expect(dynamodb.partitionKeyOf(table.ref, "byDue")).toBe("duePk");
  expect(dynamodb.streamArnOf("other")).toBeUndefined();
  expect(dynamodb.partitionKeyOf("other", "byDue")).toBeUndefined();
});

test("a reader goes on after the last sequence number it has seen", async () => {
  await put("seen");
  await put("not-seen");
  const everything = await (await readStream({ ShardIteratorType: "TRIM_HORIZON" }))();
  const numbers = everything.Records.map((record) => Number(record.dynamodb.SequenceNumber));
  expect(numbers).toEqual([...numbers].toSorted((a, b) => a - b));
  const rest = await readStream({
    ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
    SequenceNumber: String(numbers.at(-2)),
  });
  expect((await rest()).Records.map((record) => record.dynamodb.NewImage?.pk.S)).toEqual(["not-seen"]);
});

test("a failed condition wakes nobody", async () => {
  const woken: string[] = [];
  const stopListening = dynamodb.onWrite((name) => woken.push(name));
  const refused = client.send(
    new PutItemCommand({
      TableName: table.ref,
      Item: key("refused"),
      ConditionExpression: "attribute_exists(pk)",
    }),
  );
  await expect(refused).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
  stopListening();
  expect(woken).toEqual([]);
});

test.each(["CreateTable", "ExecuteStatement"])("%s is refused with the reason", async (operation) => {
  const failing = aws.gateway.callAws("dynamodb", operation, {}, { principal: "operator" });
  await expect(failing).rejects.toMatchObject({ code: "UnknownOperationException" });
});

test.each([
  [{ Frobnicate: true }, "the local runtime does not know the property Frobnicate"],
  [{ ResourcePolicy: {} }, "the local runtime does not know the property ResourcePolicy"],
  [
    { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: "arn:aws:kms:eu-west-1:1:key/k" } },
    "SSESpecification.KMSMasterKeyId: the local runtime judges no customer's key",
  ],
])("%j stops the start with the resource and the property", async (more, message) => {
  const properties = { ...conversations.properties, ...more };
  await expect(async () => provision({ ...conversations, properties })).rejects.toThrow(
    `Conversations (AWS::DynamoDB::GlobalTable): ${message}`,
  );
});

test("a second start finds items and stream, and refuses a table of another shape by name", async () => {
  await put("kept");
  await dynamodb.stop?.();
  await start();
  expect(await provision()).toEqual(table);
  const { Item } = await client.send(new GetItemCommand({ TableName: table.ref, Key: key("kept") }));
  expect(Item?.["pk"]?.S).toBe("kept");

  const { GlobalSecondaryIndexes: _, ...properties } = conversations.properties;
  await expect(async () =>
    provision({
      ...conversations,
      properties: { ...conversations.properties, ...properties, GlobalSecondaryIndexes: [] },
    }),
  ).rejects.toThrow(
    "The table Test-Conversations holds data of another shape than the template now asks for (GlobalSecondaryIndexes). Delete the data directory",
  );
});

test("where there is no engine and no other endpoint is given, the start says what to do", async () => {
  const env = { FIRSTREPLY_DYNAMODB_ENDPOINT: "https://dynamodb.example" };
  await expect(openDynamodb(aws.place, env)).rejects.toThrow("give the address of a local DynamoDB");
});
