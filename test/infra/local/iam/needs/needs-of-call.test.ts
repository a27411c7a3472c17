import { afterAll, describe, expect, test } from "vitest";
import { openEventBridge } from "../../../../../infra/local/eventbridge/event-bridge.ts";
import type { AnswerAws } from "../../../../../infra/local/gateway/aws-call.ts";
import { protocolOf } from "../../../../../infra/local/gateway/encode-call.ts";
import type { Need } from "../../../../../infra/local/iam/needs/need.ts";
import { needsOfCalls } from "../../../../../infra/local/iam/needs/needs-of-call.ts";
import { openSecrets } from "../../../../../infra/local/secrets/secrets-service.ts";
import { openSns } from "../../../../../infra/local/sns/sns-service.ts";
import { openTestFolder } from "../../gateway/open-test-aws.ts";
import { openTestSqs } from "../../sqs/open-test-sqs.ts";

const here = "eu-west-1:123456789012";
const table = `arn:aws:dynamodb:${here}:table/t`;
const stream = `${table}/stream/label`;
const queue = `arn:aws:sqs:${here}:work`;
const topic = `arn:aws:sns:${here}:pages`;
const secret = `arn:aws:secretsmanager:${here}:secret:token-a1b2c3`;

const needsOf = needsOfCalls({
  region: "eu-west-1",
  accountId: "123456789012",
  secretArnOf: (id) => (id === "token" || id === secret ? secret : undefined),
  streamArnOf: (name) => (name === "t" ? stream : undefined),
  identityArnOf: (address) => `arn:aws:ses:${here}:identity/${address.split("@")[1]}`,
  partitionKeyOf: (_table, index) => (index === "byDue" ? "duePk" : "pk"),
});

const needsOfInput = (
  service: string,
  operation: string,
  input: Record<string, unknown>,
): readonly Need[] | undefined =>
  needsOf({ service, operation, ...protocolOf(service).encode(operation, input) });

/** `<action> <resource>` of each need. */
const asked = (...call: Parameters<typeof needsOfInput>): string[] | undefined =>
  needsOfInput(...call)?.map(({ action, resource }) => `${action} ${resource}`);

const QueueUrl = "http://127.0.0.1:4566/123456789012/work";
const Item = { pk: { S: "a" }, text: { S: "…" } };
const Key = { pk: { S: "a" } };
const TableName = "t";

test.each<[service: string, operation: string, input: Record<string, unknown>, needs: string[]]>([
  ["sqs", "SendMessage", { QueueUrl }, [`sqs:SendMessage ${queue}`]],
  ["sqs", "SendMessageBatch", { QueueUrl }, [`sqs:SendMessage ${queue}`]],
  ["sqs", "DeleteMessageBatch", { QueueUrl }, [`sqs:DeleteMessage ${queue}`]],
  ["sqs", "ChangeMessageVisibilityBatch", { QueueUrl }, [`sqs:ChangeMessageVisibility ${queue}`]],
  ["sqs", "GetQueueUrl", { QueueName: "work" }, [`sqs:GetQueueUrl ${queue}`]],
  [
    "sqs",
    "StartMessageMoveTask",
    { SourceArn: `${queue}-dead`, DestinationArn: queue },
    [
      `sqs:StartMessageMoveTask ${queue}-dead`,
      `sqs:ReceiveMessage ${queue}-dead`,
      `sqs:DeleteMessage ${queue}-dead`,
      `sqs:GetQueueAttributes ${queue}-dead`,
      `sqs:SendMessage ${queue}`,
    ],
  ],
  ["sns", "Publish", { TopicArn: topic, Message: "m" }, [`sns:Publish ${topic}`]],
  ["sns", "Publish", { TargetArn: topic, Message: "m" }, [`sns:Publish ${topic}`]],
  ["sns", "PublishBatch", { TopicArn: topic }, [`sns:Publish ${topic}`]],
  ["sns", "ListTopics", {}, ["sns:ListTopics *"]],
  [
    "events",
    "PutEvents",
    { Entries: [{ EventBusName: "bus" }, {}, { EventBusName: `arn:aws:events:${here}:event-bus/other` }] },
    ["bus", "default", "other"].map((bus) => `events:PutEvents arn:aws:events:${here}:event-bus/${bus}`),
  ],
  [
    "events",
    "ListTargetsByRule",
    { Rule: "r", EventBusName: "bus" },
    [`events:ListTargetsByRule arn:aws:events:${here}:rule/bus/r`],
  ],
  [
    "events",
    "DescribeReplay",
    { ReplayName: "again" },
    [`events:DescribeReplay arn:aws:events:${here}:replay/again`],
  ],
  ["secretsmanager", "GetSecretValue", { SecretId: "token" }, [`secretsmanager:GetSecretValue ${secret}`]],
  ["secretsmanager", "GetSecretValue", { SecretId: secret }, [`secretsmanager:GetSecretValue ${secret}`]],
  [
    "secretsmanager",
    "GetSecretValue",
    { SecretId: "unknown" },
    [`secretsmanager:GetSecretValue arn:aws:secretsmanager:${here}:secret:unknown`],
  ],
  [
    "secretsmanager",
    "BatchGetSecretValue",
    { SecretIdList: ["token"] },
    ["secretsmanager:BatchGetSecretValue *", `secretsmanager:GetSecretValue ${secret}`],
  ],
  [
    "lambda",
    "Invoke",
    { FunctionName: `arn:aws:lambda:${here}:function:f:$LATEST` },
    [`lambda:InvokeFunction arn:aws:lambda:${here}:function:f`],
  ],
  ["lambda", "Invoke", { FunctionName: "f" }, [`lambda:InvokeFunction arn:aws:lambda:${here}:function:f`]],
  [
    "monitoring",
    "DescribeAlarms",
    { StateValue: "ALARM" },
    [`cloudwatch:DescribeAlarms arn:aws:cloudwatch:${here}:alarm:*`],
  ],
  ["dynamodb", "GetItem", { TableName, Key }, [`dynamodb:GetItem ${table}`]],
  ["dynamodb", "GetItem", { TableName: table, Key }, [`dynamodb:GetItem ${table}`]],
  ["dynamodb", "Query", { TableName }, [`dynamodb:Query ${table}`]],
  ["dynamodb", "Query", { TableName, IndexName: "byDue" }, [`dynamodb:Query ${table}/index/byDue`]],
  ["dynamodb", "Scan", { TableName, IndexName: "byDue" }, [`dynamodb:Scan ${table}/index/byDue`]],
  [
    "dynamodb",
    "BatchGetItem",
    { RequestItems: { t: { Keys: [Key] }, u: { Keys: [] } } },
    [`dynamodb:BatchGetItem ${table}`, `dynamodb:BatchGetItem ${table.replace(/t$/u, "u")}`],
  ],
  [
    "dynamodb",
    "BatchWriteItem",
    { RequestItems: { t: [{ PutRequest: { Item } }, { DeleteRequest: { Key } }] } },
    [`dynamodb:BatchWriteItem ${table}`],
  ],
  [
    "dynamodb",
    "TransactWriteItems",
    {
      TransactItems: [
        { Put: { TableName, Item } },
        { Update: { TableName, Key } },
        { Delete: { TableName, Key } },
        { ConditionCheck: { TableName, Key } },
      ],
    },
    ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"].map((one) => `dynamodb:${one} ${table}`),
  ],
  [
    "dynamodb",
    "TransactGetItems",
    { TransactItems: [{ Get: { TableName, Key } }] },
    [`dynamodb:GetItem ${table}`],
  ],
  ["dynamodbstreams", "DescribeStream", { StreamArn: stream }, [`dynamodb:DescribeStream ${stream}`]],
  ["dynamodbstreams", "GetRecords", { ShardIterator: `${stream}|1|AAAA` }, [`dynamodb:GetRecords ${stream}`]],
  ["dynamodbstreams", "ListStreams", { TableName }, [`dynamodb:ListStreams ${stream}`]],
  ["dynamodbstreams", "ListStreams", {}, ["dynamodb:ListStreams *"]],
])("%s %s of %o needs %o", (service, operation, input, needs) => {
  expect(asked(service, operation, input)).toEqual(needs);
});

test("a mail is sent as a verified identity, and who it is from and for may be asked", () => {
  const mail = {
    FromEmailAddress: "pages@brand.example",
    Destination: { ToAddresses: ["ada@brand.example"] },
  };
  const call = { service: "ses", operation: "SendEmail", path: "/v2/email/outbound-emails" };
  expect(needsOf({ ...call, body: Buffer.from(JSON.stringify(mail)) })).toEqual([
    {
      action: "ses:SendEmail",
      resource: `arn:aws:ses:${here}:identity/brand.example`,
      context: { "ses:FromAddress": "pages@brand.example", "ses:Recipients": ["ada@brand.example"] },
    },
  ]);
});

describe("dynamodb:LeadingKeys are the partitions a call touches", () => {
  const leadingKeys = (operation: string, input: Record<string, unknown>) =>
    needsOfInput("dynamodb", operation, { TableName, ...input })?.map(
      ({ context }) => context?.["dynamodb:LeadingKeys"],
    );
  const values = { ":p": { S: "D#1" }, ":s": { N: "7" } };

  test.each<[operation: string, input: Record<string, unknown>, keys: unknown]>([
    ["PutItem", { Item }, [["a"]]],
    ["UpdateItem", { Key: { pk: { N: "12" } } }, [["12"]]],
    ["GetItem", { Key: {} }, [[]]],
    ["Scan", {}, [[]]],
    [
      "Query",
      { KeyConditionExpression: "pk = :p AND sk > :s", ExpressionAttributeValues: values },
      [["D#1"]],
    ],
    [
      "Query",
      {
        IndexName: "byDue",
        KeyConditionExpression: "(dueSk BETWEEN :s AND :s) and (#p=:p)",
        ExpressionAttributeNames: { "#p": "duePk" },
        ExpressionAttributeValues: values,
      },
      [["D#1"]],
    ],
    ["Query", { KeyConditions: { pk: { AttributeValueList: [{ S: "old" }] } } }, [["old"]]],
    ["BatchGetItem", { RequestItems: { t: { Keys: [Key, { pk: { S: "b" } }] } } }, [["a", "b"]]],
    [
      "BatchWriteItem",
      { RequestItems: { t: [{ PutRequest: { Item } }, { DeleteRequest: { Key: { pk: { S: "b" } } } }] } },
      [["a", "b"]],
    ],
    [
      "TransactWriteItems",
      { TransactItems: [{ Put: { TableName, Item } }, { Delete: { TableName, Key: { pk: { S: "b" } } } }] },
      [["a"], ["b"]],
    ],
  ])("%s of %o: %o", (operation, input, keys) => {
    expect(leadingKeys(operation, input)).toEqual(keys);
  });
});

test("a call that names nothing is invalid, as the service would say", () => {
  expect(() => needsOfInput("sqs", "SendMessage", {})).toThrow(
    expect.objectContaining({ code: "ValidationException" }),
  );
});

test("nobody knows what an operation needs that no table has", () => {
  expect(needsOfInput("sqs", "AddPermission", { QueueUrl })).toBeUndefined();
  expect(
    needsOf({ service: "s3", operation: "PutObject", path: "/", body: Buffer.from("") }),
  ).toBeUndefined();
});

describe("every operation that is answered here can be judged", () => {
  const folder = openTestFolder();
  afterAll(folder.dispose);

  test("by the services' own lists of them", async () => {
    const aws = await openTestSqs(folder.path);
    const events = openEventBridge(aws.place, {
      invokeLambda: async () => {},
      startSchedule: () => () => {},
    });
    const services: Record<string, AnswerAws> = {
      sqs: aws.sqs.answer,
      sns: openSns(aws.place, aws.sqs).answer,
      secretsmanager: openSecrets(aws.place).answer,
      events: events.answer,
    };
    for (const [service, answer] of Object.entries(services)) {
      const call = { service, operation: "Nonsense", accessKeyId: "", ...protocolOf(service).encode("", {}) };
      const said = await answer(call).then(() => "", String);
      const operations = /it knows ([\w, ]+)/u.exec(said)?.[1]?.split(", ") ?? [];
      expect(operations.length).toBeGreaterThan(3);
      expect(operations.filter((operation) => !isJudged(service, operation))).toEqual([]);
    }
    await events.stop?.();
    await aws.close();
  });
});

/** Whether a table speaks of it at all: input it cannot read is reason to complain, not to know nothing. */
const isJudged = (service: string, operation: string): boolean => {
  try {
    return needsOfInput(service, operation, {}) !== undefined;
  } catch {
    return true;
  }
};
