import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestFolder } from "../gateway/open-test-aws.ts";
import { openTestSqs, type Queue } from "./open-test-sqs.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestSqs>>;

beforeAll(async () => {
  aws = await openTestSqs(folder.path);
});

afterAll(async () => {
  await aws.close();
  folder.dispose();
});

const send = ({ QueueUrl }: Queue, MessageBody: string, more: object = {}) =>
  aws.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

const receive = async ({ QueueUrl }: Queue, more: object = {}) => {
  const { Messages = [] } = await aws.client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }),
  );
  return Messages;
};

const bodiesOf = (messages: Awaited<ReturnType<typeof receive>>) => messages.map(({ Body }) => Body);

const release = ({ QueueUrl }: Queue, ReceiptHandle = "") =>
  aws.client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

const depthOf = ({ name }: Queue) => aws.sqs.depths().find((depth) => depth.name === name);

test("a queue without a name is called after its stack and logical id, at the gateway's address", async () => {
  const queue = await aws.queue("Intake");
  expect(queue).toEqual({
    QueueUrl: `${aws.place.endpoint}/123456789012/Test-Intake`,
    arn: "arn:aws:sqs:eu-west-1:123456789012:Test-Intake",
    name: "Test-Intake",
  });
  const { QueueUrl } = await aws.client.send(new GetQueueUrlCommand({ QueueName: queue.name }));
  expect(QueueUrl).toBe(queue.QueueUrl);
});

test("what the template says of a queue are its attributes", async () => {
  const letters = await aws.queue("Letters", {
    MessageRetentionPeriod: 1_209_600,
    SqsManagedSseEnabled: "true",
  });
  const { QueueUrl } = await aws.queue("Attributes", {
    VisibilityTimeout: 180,
    RedrivePolicy: { deadLetterTargetArn: letters.arn, maxReceiveCount: "3" },
  });
  const { Attributes } = await aws.client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  expect(Attributes).toMatchObject({ VisibilityTimeout: "180", MaximumMessageSize: "1048576" });
  expect(JSON.parse(Attributes?.["RedrivePolicy"] ?? "")).toEqual({
    deadLetterTargetArn: letters.arn,
    maxReceiveCount: 3,
  });
});

test.each([
  [
    "an unknown property",
    { FifoQueue: true },
    "Odd (AWS::SQS::Queue): the local runtime does not know the property FifoQueue",
  ],
  ["a value SQS would refuse", { DelaySeconds: 901 }, "Odd (AWS::SQS::Queue): DelaySeconds: "],
  [
    "an unknown part",
    { RedrivePolicy: { deadLetterTargetArn: "a", maxReceiveCount: 1, x: 1 } },
    "RedrivePolicy.x",
  ],
  [
    "a customer's key",
    { KmsMasterKeyId: "alias/ours" },
    "KmsMasterKeyId: the local runtime judges no customer",
  ],
])("%s stops the start and is named", async (_, properties, message) => {
  await expect(aws.queue("Odd", properties)).rejects.toThrow(message);
});

test("a queue's policy is kept for whoever judges a call", async () => {
  const queue = await aws.queue("Guarded");
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" }],
  };
  await aws.sqs.resources["AWS::SQS::QueuePolicy"]?.({
    logicalId: "Policy",
    type: "AWS::SQS::QueuePolicy",
    properties: { Queues: [queue.QueueUrl], PolicyDocument: policy },
  });
  expect(aws.sqs.policies.of(queue.arn)).toEqual([policy]);
  expect(aws.sqs.policies.of("arn:of:another")).toEqual([]);
});

test("message attributes arrive with whoever asks for them, and only then", async () => {
  const queue = await aws.queue("Attributed", { VisibilityTimeout: 0 });
  const MessageAttributes = {
    channel: { DataType: "String", StringValue: "x-de" },
    bytes: { DataType: "Binary", BinaryValue: Uint8Array.from([0, 255]) },
  };
  await send(queue, "m", { MessageAttributes });
  const [asked] = await receive(queue, {
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
  });
  expect(asked?.MessageAttributes).toEqual(MessageAttributes);
  expect(asked?.Attributes).toMatchObject({
    ApproximateReceiveCount: "1",
    SentTimestamp: expect.any(String),
  });
  const [unasked] = await receive(queue);
  expect(unasked?.MessageAttributes).toBeUndefined();
});

test("1 MiB is taken, a byte more is refused", async () => {
  const queue = await aws.queue("Large");
  await send(queue, "x".repeat(1_048_576));
  await expect(send(queue, "x".repeat(1_048_577))).rejects.toMatchObject({ name: "InvalidParameterValue" });
  expect((await receive(queue))[0]?.Body).toHaveLength(1_048_576);
});

test("a batch is taken in part: what fails is named beside what succeeded", async () => {
  const queue = await aws.queue("Batch");
  const Entries = [
    { Id: "good", MessageBody: "good" },
    { Id: "bad", MessageBody: "bad \u0000" },
  ];
  const answer = await aws.client.send(new SendMessageBatchCommand({ QueueUrl: queue.QueueUrl, Entries }));
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(["good"]);
  expect(answer.Failed).toMatchObject([{ Id: "bad", SenderFault: true, Code: "InvalidMessageContents" }]);
  expect(bodiesOf(await receive(queue))).toEqual(["good"]);
});

test("a message may be any text: customers write in emoji", async () => {
  const queue = await aws.queue("Emoji");
  await send(queue, "danke 🙏🏽 für nichts 😡");
  expect(bodiesOf(await receive(queue))).toEqual(["danke 🙏🏽 für nichts 😡"]);
});

test("a long poll is answered as soon as a message is sent", async () => {
  const queue = await aws.queue("Long", { ReceiveMessageWaitTimeSeconds: 20 });
  const startedAt = performance.now();
  const waiting = receive(queue);
  await send(queue, "now");
  expect(bodiesOf(await waiting)).toEqual(["now"]);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test("a delayed message wakes a long poll when its delay is over, and not before", async () => {
  const queue = await aws.queue("Delayed");
  await send(queue, "later", { DelaySeconds: 1 });
  const sentAt = Date.now();
  expect(await receive(queue)).toEqual([]);
  expect(depthOf(queue)).toEqual({ name: queue.name, visible: 0, inFlight: 0, delayed: 1 });
  expect(bodiesOf(await receive(queue, { WaitTimeSeconds: 10 }))).toEqual(["later"]);
  expect(Date.now() - sentAt).toBeGreaterThanOrEqual(950);
  expect(Date.now() - sentAt).toBeLessThan(1500);
});

test("a message comes back to a long poll when its visibility time-out is over", async () => {
  const queue = await aws.queue("Returning", { VisibilityTimeout: 1 });
  await send(queue, "again");
  await receive(queue);
  expect(depthOf(queue)).toEqual({ name: queue.name, visible: 0, inFlight: 1, delayed: 0 });
  const [message] = await receive(queue, { WaitTimeSeconds: 10, MessageSystemAttributeNames: ["All"] });
  expect(message?.Attributes?.["ApproximateReceiveCount"]).toBe("2");
});

test("a message given back by ChangeMessageVisibility wakes a long poll", async () => {
  const queue = await aws.queue("GivenBack", { VisibilityTimeout: 600 });
  await send(queue, "mine");
  const [held] = await receive(queue);
  const waiting = receive(queue, { WaitTimeSeconds: 20 });
  await release(queue, held?.ReceiptHandle);
  expect(bodiesOf(await waiting)).toEqual(["mine"]);
});

test("a poll its caller has left takes no message", async () => {
  const queue = await aws.queue("Left");
  const leaving = new AbortController();
  const input = { QueueUrl: queue.QueueUrl, WaitTimeSeconds: 20 };
  const inProcess = aws.place.callAws("sqs", "ReceiveMessage", input, {
    principal: "mapping",
    signal: leaving.signal,
  });
  leaving.abort();
  expect(await inProcess).toEqual({});
  await send(queue, "for somebody else");
  expect(bodiesOf(await receive(queue))).toEqual(["for somebody else"]);
});

test("what was received once too often goes to the dead-letter queue, and can be moved back", async () => {
  const letters = await aws.queue("RedriveLetters");
  const queue = await aws.queue("Redrive", {
    RedrivePolicy: { deadLetterTargetArn: letters.arn, maxReceiveCount: 2 },
  });
  await send(queue, "poison", { MessageAttributes: { kept: { DataType: "String", StringValue: "yes" } } });
  for (let received = 1; received <= 2; received += 1) {
    const [message] = await receive(queue);
    await release(queue, message?.ReceiptHandle);
  }
  expect(await receive(queue)).toEqual([]);
  const [dead] = await receive(letters, { MessageAttributeNames: ["All"], VisibilityTimeout: 0 });
  expect(dead).toMatchObject({ Body: "poison", MessageAttributes: { kept: { StringValue: "yes" } } });

  await aws.client.send(new StartMessageMoveTaskCommand({ SourceArn: letters.arn }));
  expect(depthOf(letters)?.visible).toBe(0);
  expect(bodiesOf(await receive(queue))).toEqual(["poison"]);
});

test("a deleted message is gone; an unknown queue is an error a client knows", async () => {
  const queue = await aws.queue("Deleted", { VisibilityTimeout: 0 });
  await send(queue, "done");
  const [message] = await receive(queue, { VisibilityTimeout: 30 });
  await aws.client.send(
    new DeleteMessageCommand({ QueueUrl: queue.QueueUrl, ReceiptHandle: message?.ReceiptHandle }),
  );
  expect(depthOf(queue)).toEqual({ name: queue.name, visible: 0, inFlight: 0, delayed: 0 });
  const unknown = { ...queue, QueueUrl: `${aws.place.endpoint}/123456789012/nowhere` };
  await expect(send(unknown, "m")).rejects.toMatchObject({ name: "QueueDoesNotExist" });
});

test("an operation the template decides about is refused with those that are known", async () => {
  const failing = aws.place.callAws("sqs", "CreateQueue", { QueueName: "mine" }, { principal: "operator" });
  await expect(failing).rejects.toThrow(/answers no sqs CreateQueue; it knows SendMessage/u);
});
