import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  DeleteMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { createFaultSwitch, type FaultHooks } from "../../../../infra/local/gateway/fault-switch.ts";
import type { Invoke } from "../../../../infra/local/lambda/lambda-service.ts";
import { openSqs, type SqsService } from "../../../../infra/local/sqs/sqs-service.ts";
import { openTestAws, openTestFolder } from "./open-test-aws.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let sqsService: SqsService;
let sqs: SQSClient;
let faults: FaultHooks;
let killed: string[] = [];
/** What reached the services that are only written for show here, as `<operation> <body>`. */
let reached: string[] = [];
let ends: (() => void)[] = [];

const ask = (...asked: Parameters<FaultHooks["ask"]>): void => void ends.push(faults.ask(...asked));

beforeAll(async () => {
  aws = await openTestAws(folder.path, [(call, next) => faults.interceptor(call, next)]);
  faults = createFaultSwitch({
    principalOf: (key) => aws.keys.principalOf(key),
    kill: (name) => killed.push(name),
    killThoseOf: (role) => killed.push(role),
  });
  sqsService = openSqs(aws.place);
  aws.gateway.serve("sqs", sqsService.answer);
  for (const service of ["dynamodb", "sns", "events"])
    aws.gateway.serve(service, async ({ operation, body }) => {
      reached.push(`${operation} ${Buffer.from(body).toString()}`);
      const { Entries = [] } = service === "events" ? Batch.parse(JSON.parse(String(body))) : {};
      const answer = {
        FailedEntryCount: 0,
        Entries: Entries.map(({ DetailType }) => ({ EventId: DetailType })),
      };
      return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(answer) };
    });
  sqs = new SQSClient(aws.client);
});
beforeEach(() => {
  for (const end of ends) end();
  [killed, reached, ends] = [[], [], []];
});
afterAll(async () => {
  await sqsService.stop?.();
  await aws.gateway.close();
  folder.dispose();
});

const Batch = z.object({ Entries: z.array(z.object({ DetailType: z.string() })) });

const openQueue = async (name: string): Promise<string> => {
  const type = "AWS::SQS::Queue";
  const properties = { VisibilityTimeout: 30 };
  return (await sqsService.resources[type]?.({ logicalId: name, type, properties }))?.ref ?? "";
};
const send = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const receive = async (QueueUrl: string, WaitTimeSeconds = 0): Promise<string[]> => {
  const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MaxNumberOfMessages: 10 });
  return ((await sqs.send(command)).Messages ?? []).map(({ Body = "" }) => Body);
};
const failure = async (failing: Promise<unknown>): Promise<unknown> => {
  try {
    await failing;
  } catch (error) {
    return error;
  }
  return "it did not fail";
};

describe("a throttled call", () => {
  const Key = { pk: { S: "x" } };
  const callers = {
    sqs: () => sqs.send(new ReceiveMessageCommand({ QueueUrl: "http://127.0.0.1/q" })),
    dynamodb: () => new DynamoDBClient(aws.client).send(new GetItemCommand({ TableName: "t", Key })),
    sns: () => new SNSClient(aws.client).send(new PublishCommand({ TopicArn: "arn", Message: "m" })),
    events: () => new EventBridgeClient(aws.client).send(new PutEventsCommand({ Entries: [{}] })),
  };
  test.each([
    ["sqs", "ReceiveMessage", "RequestThrottled"],
    ["dynamodb", "GetItem", "ProvisionedThroughputExceededException"],
    ["sns", "Publish", "ThrottledException"],
    ["events", "PutEvents", "ThrottlingException"],
  ] as const)("of %s is refused in that service's words", async (service, operation, name) => {
    ask({ kind: "throttle", service, operation });
    expect(await failure(callers[service]())).toMatchObject({ name });
    expect(reached).toEqual([]);
  });

  test("in a transaction cancels it, and says so in its reasons", async () => {
    ask({ kind: "throttle", service: "dynamodb", operation: "TransactWriteItems" });
    const write = new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: "t", Key } }] });
    expect(await failure(new DynamoDBClient(aws.client).send(write))).toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "ThrottlingError" }, { Code: "None" }],
    });
  });

  test("comes through when the client tries again, once it was asked for often enough", async () => {
    const queue = await openQueue("Patient");
    ask({ kind: "throttle", service: "sqs", operation: "SendMessage", times: 2 });
    const patient = new SQSClient({ ...aws.client, maxAttempts: 3 });
    await patient.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: "patience" }));
    expect(await receive(queue)).toEqual(["patience"]);
  });
});

describe("only those calls meet a fault", () => {
  test.each([
    ["another operation", { service: "sqs", operation: "DeleteMessage" }],
    ["somebody else's", { service: "sqs", operation: "SendMessage", by: /somebody-else/u }],
    ["one that says something else", { service: "sqs", operation: "SendMessage", saying: /goodbye/u }],
  ])("that were asked for, and not %s", async (what, where) => {
    const queue = await openQueue(what.replaceAll(" ", "-"));
    ask({ kind: "throttle", ...where });
    await send(queue, "hello");
    expect(await receive(queue)).toEqual(["hello"]);
  });

  test("with the chance that was asked for", async () => {
    const queue = await openQueue("Chance");
    const dice = [0.9, 0.1, 0.9];
    ask({ kind: "throttle", service: "sqs", operation: "SendMessage", chance: 0.5 }, () => dice.shift() ?? 1);
    const sent = await Promise.allSettled(["a", "b", "c"].map((body) => send(queue, body)));
    expect(sent.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });

  test("until it is taken back", async () => {
    const queue = await openQueue("Back");
    faults.ask({ kind: "throttle", service: "sqs", operation: "SendMessage" })();
    await send(queue, "hello");
    expect(await receive(queue)).toEqual(["hello"]);
  });
});

describe("a lost answer", () => {
  test.each([
    ["an error", {}, { name: "ServiceUnavailable", $metadata: { httpStatusCode: 503 } }],
    ["a connection that broke", { cut: true }, { code: "ECONNRESET" }],
  ])("is %s to the caller, and done all the same", async (what, how, error) => {
    const queue = await openQueue(what.replaceAll(" ", "-"));
    ask({ kind: "lost-answer", service: "sqs", operation: "SendMessage", times: 1, ...how });
    expect(await failure(send(queue, "done"))).toMatchObject(error);
    expect(await receive(queue)).toEqual(["done"]);
  });

  test("has a client of ours ask again", async () => {
    const queue = await openQueue("Again");
    ask({ kind: "lost-answer", service: "sqs", operation: "SendMessage", times: 1, cut: true });
    const patient = new SQSClient({ ...aws.client, maxAttempts: 2 });
    await patient.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: "twice" }));
    expect(await receive(queue)).toEqual(["twice", "twice"]);
  });
});

/** Dice that refuse the second of three entries, and no other. */
const second = () => {
  const dice = [0, 0.4, 0.9, 0.9];
  return () => dice.shift() ?? 0.9;
};

describe("a batch call that fails in part", () => {
  const Entries = ["a", "b", "c"].map((Id) => ({ Id, MessageBody: Id }));
  test("names the entries a queue did not take, and takes the others", async () => {
    const QueueUrl = await openQueue("Part");
    ask({ kind: "partial-failure", service: "sqs", operation: "SendMessageBatch" }, second());
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(["a", "c"]);
    expect(Failed).toMatchObject([{ Id: "b", SenderFault: false, Code: "InternalError" }]);
    expect(await receive(QueueUrl)).toEqual(["a", "c"]);
  });

  test("can refuse all of them", async () => {
    const QueueUrl = await openQueue("None");
    ask({ kind: "partial-failure", service: "sqs", operation: "DeleteMessageBatch" }, () => 0);
    const handles = Entries.map(({ Id }) => ({ Id, ReceiptHandle: Id }));
    const { Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
    expect(Failed?.map(({ Id }) => Id)).toEqual(["a", "b", "c"]);
  });

  test("keeps the order in which PutEvents answers", async () => {
    ask({ kind: "partial-failure", service: "events", operation: "PutEvents" }, second());
    const put = new PutEventsCommand({ Entries: Entries.map(({ Id }) => ({ DetailType: Id })) });
    const answer = await new EventBridgeClient(aws.client).send(put);
    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries).toMatchObject([
      { EventId: "a" },
      { ErrorCode: "InternalFailure" },
      { EventId: "c" },
    ]);
  });
});

describe("a delivery", () => {
  test("that is sent twice arrives twice", async () => {
    const queue = await openQueue("Twice");
    ask({ kind: "duplicate", service: "sqs", operation: "SendMessage" });
    await send(queue, "hello");
    expect(await receive(queue)).toEqual(["hello", "hello"]);
  });

  test("that is received twice can be received while somebody has it", async () => {
    const queue = await openQueue("Shown");
    ask({ kind: "duplicate", service: "sqs", operation: "ReceiveMessage", times: 1 });
    expect(await receive(queue)).toEqual([]);
    await send(queue, "hello");
    expect([await receive(queue), await receive(queue)]).toEqual([["hello"], ["hello"]]);
  });

  test("that is held back is overtaken", async () => {
    const queue = await openQueue("Overtaken");
    ask({ kind: "reorder", service: "sqs", operation: "SendMessage", seconds: 1, times: 1 });
    await send(queue, "first");
    await send(queue, "second");
    expect([...(await receive(queue)), ...(await receive(queue, 2))]).toEqual(["second", "first"]);
  });

  test("that is delayed is done when its time has passed", async () => {
    const queue = await openQueue("Late");
    ask({ kind: "delay", service: "sqs", operation: "SendMessage", milliseconds: 100 });
    const began = performance.now();
    await send(queue, "hello");
    expect(performance.now() - began).toBeGreaterThan(95);
  });
});

test.each([
  ["before its call is done", false, []],
  ["with its call done", true, ["hello"]],
])("a caller can be killed %s", async (what, done, arrived) => {
  const queue = await openQueue(what.replaceAll(" ", "-"));
  ask({ kind: "kill", service: "sqs", operation: "SendMessage", by: /^operator$/u, done });
  await failure(send(queue, "hello"));
  expect(killed).toEqual(["operator"]);
  expect(await receive(queue)).toEqual(arrived);
});

describe("an invocation", () => {
  let handled: unknown[] = [];
  const invoke: Invoke = async (_, event) => {
    handled.push(event);
    return { requestId: "r", payload: { batchItemFailures: [] } };
  };
  const invokeWith = (kind: "throttle" | "lost-answer" | "duplicate" | "kill") => {
    handled = [];
    ask({ kind, service: "lambda", operation: "Invoke", by: /relay/u });
    return faults.invoking(invoke)("relay-events", { Records: [1] });
  };

  test("can be throttled", async () => {
    expect(await failure(invokeWith("throttle"))).toMatchObject({ code: "TooManyRequestsException" });
    expect(handled).toEqual([]);
  });
  test("can be done, and nobody hears of it", async () => {
    expect(await invokeWith("lost-answer")).toMatchObject({ functionError: "Unhandled" });
    expect(handled).toHaveLength(1);
  });
  test("can be done twice", async () => {
    expect(await invokeWith("duplicate")).toMatchObject({ payload: { batchItemFailures: [] } });
    expect(handled).toHaveLength(2);
  });
  test("can lose its process", async () => {
    await invokeWith("kill");
    expect({ killed, handled }).toEqual({ killed: ["relay-events"], handled: [{ Records: [1] }] });
  });
});

test("a stopped schedule misses its ticks, and only its own", () => {
  const ticks: string[] = [];
  const tick = new Map<string, (at: Date) => void>();
  const schedule = faults.scheduling((expression, onTick) => {
    tick.set(expression, onTick);
    return { stop: () => {} };
  });
  for (const expression of ["rate(1 minute)", "rate(1 day)"])
    schedule(expression, () => ticks.push(expression));
  ask({ kind: "stopped-schedule", expression: /minute/u, times: 2 });
  for (let count = 0; count < 3; count += 1) tick.get("rate(1 minute)")?.(new Date());
  tick.get("rate(1 day)")?.(new Date());
  expect(ticks).toEqual(["rate(1 minute)", "rate(1 day)"]);
});

test("a clock is shifted for the functions that were asked for", () => {
  ask({ kind: "shifted-clock", functions: /relay/u, seconds: -300 });
  expect(["relay-events", "ring-deadline"].map(faults.clockShiftOf)).toEqual([-300_000, 0]);
});

test("a fault that cannot happen is refused, naming the call", () => {
  const where = { service: "dynamodb", operation: "GetItem" };
  for (const kind of ["partial-failure", "duplicate"] as const)
    expect(() => faults.ask({ kind, ...where })).toThrow(`there is no ${kind} of dynamodb GetItem`);
  expect(() => faults.ask({ kind: "reorder", seconds: 1, service: "lambda", operation: "Invoke" })).toThrow(
    "there is no reorder of lambda Invoke",
  );
});

test("every fault that happened is counted, by its kind", async () => {
  const before = faults.fired();
  ask({ kind: "duplicate", service: "sqs", operation: "SendMessage" });
  await send(await openQueue("Counted"), "hello");
  expect(faults.fired().get("duplicate")).toBe((before.get("duplicate") ?? 0) + 1);
});
