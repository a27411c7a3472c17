import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AwsV4Signer } from "aws4fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AwsCall } from "../../../../infra/local/gateway/aws-call.ts";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import type { Interceptor } from "../../../../infra/local/gateway/interceptor.ts";
import { openKeys } from "../../../../infra/local/gateway/keys.ts";
import { openTestAws, openTestFolder } from "./open-test-aws.ts";

const folder = openTestFolder();
const calls: AwsCall[] = [];
let aws: Awaited<ReturnType<typeof openTestAws>>;

const denyPublish: Interceptor = async (call, next) => {
  if (call.operation === "Publish")
    throw new AwsError({ code: "AuthorizationError", message: "no & no", status: 403 });
  return next(call);
};

beforeAll(async () => {
  aws = await openTestAws(folder.path, [denyPublish]);
  for (const service of ["events", "sqs", "lambda"])
    aws.gateway.serve(service, async (call) => {
      calls.push(call);
      return { status: 200, headers: { "content-type": "application/json" }, body: `{"FailedEntryCount":0}` };
    });
  aws.gateway.serve("secretsmanager", async () => {
    throw new TypeError("a bug");
  });
});

afterAll(async () => {
  await aws.gateway.close();
  folder.dispose();
});

const nothing = { Entries: [{ Source: "test", DetailType: "t", Detail: "{}" }] };

const nameOf = async (failing: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await failing.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.name : error;
};

test("a signed call reaches the service with its operation and the key it was signed with", async () => {
  const answer = await new EventBridgeClient(aws.client).send(new PutEventsCommand(nothing));
  expect(answer.FailedEntryCount).toBe(0);
  expect(calls.at(-1)).toMatchObject({
    service: "events",
    operation: "PutEvents",
    method: "POST",
    path: "/",
  });
  expect(aws.keys.principalOf(calls.at(-1)?.accessKeyId ?? "")).toBe("operator");
});

test("a key nobody was given is refused as AWS refuses it", async () => {
  const credentials = { accessKeyId: "AKIASTRANGER00000000", secretAccessKey: "x" };
  const events = new EventBridgeClient({ ...aws.client, credentials });
  expect(await nameOf(events.send(new PutEventsCommand(nothing)))).toBe("UnrecognizedClientException");
  const sns = new SNSClient({ ...aws.client, credentials });
  const publish = new PublishCommand({ TopicArn: "arn:aws:sns:eu-west-1:123456789012:t", Message: "m" });
  expect(await nameOf(sns.send(publish))).toBe("InvalidClientTokenId");
});

test("the right key with a wrong secret is refused", async () => {
  const credentials = { ...aws.client.credentials, secretAccessKey: "wrong" };
  const events = new EventBridgeClient({ ...aws.client, credentials });
  await expect(events.send(new PutEventsCommand(nothing))).rejects.toMatchObject({
    name: "SignatureDoesNotMatch",
    $metadata: { httpStatusCode: 403 },
  });
});

const signWith4fetch = async (url: string, body: string, headers: Record<string, string> = {}) =>
  new AwsV4Signer({
    method: "POST",
    url,
    body,
    headers,
    service: "sqs",
    region: "eu-west-1",
    ...aws.client.credentials,
  }).sign();

test("a body changed after signing is refused", async () => {
  const { url, headers } = await signWith4fetch(`${aws.gateway.endpoint}/`, "{}", {
    "x-amz-target": "AmazonSQS.SendMessage",
  });
  const answer = await fetch(url, { method: "POST", headers, body: `{"a":1}` });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ __type: "SignatureDoesNotMatch" });
});

test("aws4fetch's signatures are understood, with a path and a query that need escaping", async () => {
  const arn = encodeURIComponent("arn:aws:lambda:eu-west-1:123456789012:function:it's (mine)");
  const path = `/2015-03-31/functions/${arn}/invocations?Qualifier=%24LATEST&b=a+b`;
  const { url, headers } = await signWith4fetch(`${aws.gateway.endpoint}${path}`, "{}");
  const answer = await fetch(url, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(200);
  expect(calls.at(-1)).toMatchObject({ service: "lambda", operation: "Invoke" });
});

test("an unsigned call is refused", async () => {
  const headers = { "x-amz-target": "AWSEvents.PutEvents" };
  const answer = await fetch(aws.gateway.endpoint, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
});

test("an API nobody here knows is an unknown operation, named", async () => {
  const headers = { "x-amz-target": "Kinesis_20131202.PutRecord" };
  const answer = await fetch(aws.gateway.endpoint, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    __type: "UnknownOperationException",
    message: expect.stringContaining("Kinesis_20131202.PutRecord"),
  });
});

test("a service the template does not have says so", async () => {
  const failing = aws.gateway.callAws("dynamodb", "GetItem", {}, { principal: "operator" });
  await expect(failing).rejects.toThrow("Nothing in this runtime answers dynamodb GetItem");
});

test("an interceptor's refusal reaches SNS's client in the XML it reads", async () => {
  const publish = new PublishCommand({ TopicArn: "arn:aws:sns:eu-west-1:123456789012:t", Message: "m" });
  await expect(new SNSClient(aws.client).send(publish)).rejects.toMatchObject({
    name: "AuthorizationErrorException",
    message: "no & no",
  });
});

test("the runtime's own calls meet the same interceptors", async () => {
  const input = { TopicArn: "arn:aws:sns:eu-west-1:123456789012:t", Message: "m" };
  await expect(aws.gateway.callAws("sns", "Publish", input, { principal: "rule" })).rejects.toMatchObject({
    code: "AuthorizationError",
    message: "no & no",
    status: 403,
  });
});

test("a bug in a service is answered as AWS's own failure, and reported", async () => {
  const failing = aws.gateway.callAws("secretsmanager", "GetSecretValue", {}, { principal: "operator" });
  await expect(failing).rejects.toMatchObject({ code: "InternalFailure", status: 500 });
  expect(aws.reports.at(-1)).toMatchObject({ level: "error", service: "secretsmanager" });
});

test("the call log counts who called what, and what failed", async () => {
  await aws.gateway.callAws("sqs", "ListQueues", {}, { principal: "counter" });
  await new SQSClient({ ...aws.client, credentials: aws.keys.credentialsOf("counter") }).send(
    new ListQueuesCommand({}),
  );
  await nameOf(aws.gateway.callAws("sns", "Publish", {}, { principal: "counter" }));
  expect(aws.callLog.counts().filter(({ principal }) => principal === "counter")).toEqual([
    { principal: "counter", service: "sqs", operation: "ListQueues", calls: 2, failed: 0 },
    { principal: "counter", service: "sns", operation: "Publish", calls: 1, failed: 1 },
  ]);
});

test("a body of more than 16 MiB is refused", async () => {
  const answer = await fetch(aws.gateway.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "AWSEvents.PutEvents" },
    body: Buffer.alloc(16 * 1024 * 1024 + 1),
  });
  expect(answer.status).toBe(413);
});

test("a principal has the same keys at the next start on the same data", () => {
  const again = openKeys(`${folder.path}/keys.seed`);
  expect(again.credentialsOf("operator")).toEqual(aws.keys.credentialsOf("operator"));
  expect(again.credentialsOf("operator")).not.toEqual(again.credentialsOf("somebody else"));
});
