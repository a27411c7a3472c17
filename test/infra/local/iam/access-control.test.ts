import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { AddPermissionCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { protocolOf } from "../../../../infra/local/gateway/encode-call.ts";
import { createAccessControl, type AccessControl } from "../../../../infra/local/iam/access-control.ts";
import { readPolicies, type PoliciesInForce } from "../../../../infra/local/iam/policies-in-force.ts";
import type { PolicyStatement } from "../../../../infra/local/iam/policy-document.ts";
import { createResourcePolicies } from "../../../../infra/local/resource-policies.ts";
import { openTestAws, openTestFolder } from "../gateway/open-test-aws.ts";

const accountId = "123456789012";
const role = `arn:aws:iam::${accountId}:role/service/triage-role`;
const session = `arn:aws:sts::${accountId}:assumed-role/triage-role/triage`;
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${accountId}:${resource}`;
const queue = arn("sqs", "work");
const rule = arn("events", "rule/bus/to-work");
const table = arn("dynamodb", "table/t");

const folder = openTestFolder();
const passed: string[] = [];
let aws: Awaited<ReturnType<typeof openTestAws>>;
let access: AccessControl;
let policies: PoliciesInForce;

beforeAll(async () => {
  access = createAccessControl({
    keys: { principalOf: (id) => aws.keys.principalOf(id) },
    report: (line) => void aws.reports.push(line),
  });
  aws = await openTestAws(folder.path, [access.interceptor]);
  for (const service of ["sqs", "sns", "dynamodb", "events", "secretsmanager", "lambda"])
    aws.gateway.serve(service, async ({ operation }) => {
      passed.push(operation);
      const body = service === "sns" ? "<PublishResponse/>" : "{}";
      return { status: 200, headers: { "content-type": service === "sns" ? "text/xml" : "" }, body };
    });
});
beforeEach(() => {
  passed.length = 0;
  aws.reports.length = 0;
});
afterAll(async () => {
  await aws.gateway.close();
  folder.dispose();
});

const allow = (statement: object): PolicyStatement => ({ Effect: "Allow", ...statement });

/** From now on the role may do this, and the queue has this policy. */
const enforce = (own: readonly PolicyStatement[], ofQueue: readonly PolicyStatement[] = []): void => {
  const attached = createResourcePolicies();
  attached.attach(queue, { Statement: [...ofQueue] });
  const document = { Statement: [...own] };
  const roles = { all: () => [{ arn: role, policies: [{ name: "DefaultPolicy", document }] }] };
  policies = readPolicies(roles, [attached]);
  access.enforce(policies, {
    ...aws.place,
    secretArnOf: () => undefined,
    identityArnOf: () => "",
    streamArnOf: () => undefined,
    partitionKeyOf: () => "pk",
    sessionOf: () => "triage",
  });
};

const as = (principal: string) => ({ ...aws.client, credentials: aws.keys.credentialsOf(principal) });
/** The answers here have no digest of the message. */
const sqs = (principal: string) => new SQSClient({ ...as(principal), md5: false });
const send = new SendMessageCommand({
  QueueUrl: `http://127.0.0.1/${accountId}/work`,
  MessageBody: "m",
});
const getItem = (pk: string) => new GetItemCommand({ TableName: "t", Key: { pk: { S: pk } } });

test("what the role's policy grants goes through, and counts as the use of that grant", async () => {
  enforce([allow({ Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: table })]);
  await new DynamoDBClient(as(role)).send(getItem("a"));
  expect(passed).toEqual(["GetItem"]);
  expect(policies.grants()).toMatchObject([
    { to: role, action: "dynamodb:GetItem", resource: table, calls: 1 },
    { to: role, action: "dynamodb:PutItem", calls: 0 },
  ]);
});

describe("what no policy grants is refused in the words of its service", () => {
  const bus = arn("events", "event-bus/default");
  const topic = arn("sns", "pages");
  const secret = arn("secretsmanager", "secret:token");

  test.each<[name: string, status: number, action: string, resource: string, call: () => Promise<unknown>]>([
    ["AccessDenied", 403, "sqs:SendMessage", queue, () => sqs(role).send(send)],
    [
      "AuthorizationErrorException",
      403,
      "sns:Publish",
      topic,
      () => new SNSClient(as(role)).send(new PublishCommand({ TopicArn: topic, Message: "m" })),
    ],
    [
      "AccessDeniedException",
      400,
      "dynamodb:GetItem",
      table,
      () => new DynamoDBClient(as(role)).send(getItem("a")),
    ],
    [
      "AccessDeniedException",
      400,
      "events:PutEvents",
      bus,
      () => new EventBridgeClient(as(role)).send(new PutEventsCommand({ Entries: [{ Source: "s" }] })),
    ],
    [
      "AccessDeniedException",
      400,
      "secretsmanager:GetSecretValue",
      secret,
      () => new SecretsManagerClient(as(role)).send(new GetSecretValueCommand({ SecretId: "token" })),
    ],
  ])("%s (%i) for %s on %s", async (name, status, action, resource, call) => {
    enforce([]);
    const message = `User: ${session} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    await expect(call()).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: status } });
    expect(passed).toEqual([]);
    expect(aws.reports).toMatchObject([{ service: "iam", level: "error", message }]);
  });

  test("AccessDeniedException (403) for an invocation", async () => {
    enforce([]);
    const invoking = aws.gateway.callAws("lambda", "Invoke", { FunctionName: "f" }, { principal: role });
    await expect(invoking).rejects.toMatchObject({ code: "AccessDeniedException", status: 403 });
  });
});

test("an explicit deny is called one, and by the kind of policy it is in", async () => {
  const everybody = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue } as const;
  enforce([allow({ Action: "sqs:*", Resource: "*" })], [everybody]);
  await expect(sqs(role).send(send)).rejects.toThrow(
    /sqs:SendMessage on resource: \S+ with an explicit deny in a resource-based policy$/u,
  );
  enforce([
    allow({ Action: "sqs:*", Resource: "*" }),
    { Effect: "Deny", Action: "sqs:Send*", Resource: "*" },
  ]);
  await expect(sqs(role).send(send)).rejects.toThrow(/with an explicit deny in an identity-based policy$/u);
});

test("loopback counts as TLS", async () => {
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  const unencrypted = { Effect: "Deny", Principal: "*", Action: "sqs:*", Condition } as const;
  enforce([allow({ Action: "sqs:SendMessage", Resource: queue })], [unencrypted]);
  await sqs(role).send(send);
  expect(passed).toEqual(["SendMessage"]);
});

describe("a service is let in by the resource's policy alone", () => {
  const letIn = allow({
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Condition: {
      ArnEquals: { "aws:SourceArn": rule },
      StringEquals: { "aws:SourceAccount": accountId },
    },
  });
  const deliver = (sourceArn?: string) =>
    aws.gateway.callAws(
      "sqs",
      "SendMessage",
      { QueueUrl: `http://127.0.0.1/${accountId}/work`, MessageBody: "m" },
      { principal: "events.amazonaws.com", sourceArn },
    );

  test("for the rule it names", async () => {
    enforce([], [letIn]);
    await deliver(rule);
    expect(passed).toEqual(["SendMessage"]);
  });

  test.each([
    ["another rule", arn("events", "rule/bus/other")],
    ["no rule at all", undefined],
  ])("not for %s", async (_, sourceArn) => {
    enforce([allow({ Action: "sqs:*", Resource: "*" })], [letIn]);
    await expect(deliver(sourceArn)).rejects.toMatchObject({
      code: "AccessDenied",
      message: `User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${queue} because no resource-based policy allows the sqs:SendMessage action`,
    });
  });
});

test("a function's own policy says which service may invoke it, for which of its resources", () => {
  const fn = arn("lambda", "function:f");
  const attached = createResourcePolicies();
  const Condition = { ArnLike: { "aws:SourceArn": arn("execute-api", "api/*/*/webhooks/{channel}") } };
  const Principal = { Service: "apigateway.amazonaws.com" };
  const statement = allow({ Principal, Action: "lambda:InvokeFunction", Resource: fn, Condition });
  attached.attach(fn, { Statement: [statement] });
  enforce([]);
  access.enforce(readPolicies({ all: () => [] }, [attached]), {
    ...aws.place,
    secretArnOf: () => undefined,
    identityArnOf: () => "",
    streamArnOf: () => undefined,
    partitionKeyOf: () => undefined,
    sessionOf: () => "",
  });
  const principal = "apigateway.amazonaws.com";
  const ofRoute = arn("execute-api", "api/$default/*/webhooks/{channel}");
  expect(access.refusalToInvoke(fn, { principal, sourceArn: ofRoute })).toBeUndefined();
  const ofOther = arn("execute-api", "other/$default/*/webhooks/{channel}");
  expect(access.refusalToInvoke(fn, { principal, sourceArn: ofOther })).toMatchObject({ status: 403 });
});

test("a transaction needs what each of its items needs", async () => {
  enforce([allow({ Action: "dynamodb:PutItem", Resource: table })]);
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName: "t", Item: { pk: { S: "a" } } } },
      { Delete: { TableName: "t", Key: { pk: { S: "b" } } } },
    ],
  });
  await expect(new DynamoDBClient(as(role)).send(transaction)).rejects.toThrow(
    /perform: dynamodb:DeleteItem/u,
  );
  expect(passed).toEqual([]);
  expect(policies.grants()).toMatchObject([{ calls: 0 }]);
});

test("a policy may keep a role to items of its own", async () => {
  const Condition = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["tenant-1#*"] } };
  enforce([allow({ Action: "dynamodb:GetItem", Resource: table, Condition })]);
  const client = new DynamoDBClient(as(role));
  await client.send(getItem("tenant-1#a"));
  await expect(client.send(getItem("tenant-2#a"))).rejects.toThrow(/not authorized/u);
});

describe("an operator", () => {
  test("may do anything", async () => {
    enforce([]);
    await sqs("operator").send(send);
    await new DynamoDBClient(aws.client).send(getItem("a"));
    expect(passed).toEqual(["SendMessage", "GetItem"]);
  });

  test("but what a resource's own policy forbids everybody", async () => {
    enforce([], [{ Effect: "Deny", Principal: "*", Action: "sqs:*" }]);
    await expect(sqs("operator").send(send)).rejects.toThrow(/user\/operator is not authorized/u);
  });
});

test("an operation whose needs nobody wrote down is refused loudly, to operators too", async () => {
  enforce([]);
  const adding = new AddPermissionCommand({
    QueueUrl: `http://127.0.0.1/${accountId}/work`,
    Label: "l",
    AWSAccountIds: [accountId],
    Actions: ["*"],
  });
  await expect(sqs("operator").send(adding)).rejects.toThrow(/sqs AddPermission needs/u);
  expect(aws.reports).toEqual([
    expect.objectContaining({ level: "error", message: expect.stringContaining("sqs AddPermission") }),
  ]);
});

test("a grant taken out while calls come in is missed at once, and given back at once", async () => {
  enforce([allow({ Action: "sqs:SendMessage", Resource: queue })]);
  const [grant] = policies.grants();
  const restore = grant === undefined ? () => {} : policies.withhold(grant);
  await expect(sqs(role).send(send)).rejects.toThrow(/not authorized/u);
  restore();
  await sqs(role).send(send);
  expect(passed).toEqual(["SendMessage"]);
});

test("judging costs far less than a fifth of a millisecond", async () => {
  const own = Array.from({ length: 20 }, (_, n) =>
    allow({ Action: [`sqs:A${n}*`, "sqs:B"], Resource: `${queue}${n}` }),
  );
  enforce(
    [...own, allow({ Action: "sqs:SendMessage", Resource: queue })],
    [allow({ Principal: "*", Action: "sqs:Get*" })],
  );
  const { accessKeyId } = aws.keys.credentialsOf(role);
  const call = { service: "sqs", operation: "SendMessage", accessKeyId };
  const input = { QueueUrl: `http://127.0.0.1/${accountId}/work`, MessageBody: "m".repeat(1000) };
  const milliseconds: number[] = [];
  for (let n = 0; n < 500; n += 1) {
    const encoded = protocolOf("sqs").encode("SendMessage", input);
    const start = performance.now();
    await access.interceptor({ ...call, ...encoded }, async () => ({ status: 200, headers: {}, body: "" }));
    milliseconds.push(performance.now() - start);
  }
  expect(milliseconds.toSorted((a, b) => a - b)[250]).toBeLessThan(0.2);
});
