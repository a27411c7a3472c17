import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CallAws } from "../../../../infra/local/gateway/aws-call.ts";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import { openEventBridge, type EventBridge } from "../../../../infra/local/eventbridge/event-bridge.ts";
import type { AcceptedEvent } from "../../../../infra/local/eventbridge/publisher.ts";
import type { LocalReport } from "../../../../infra/local/local-service.ts";

const queueArn = "arn:aws:sqs:eu-west-1:000000000000:work";
const deadLetterArn = "arn:aws:sqs:eu-west-1:000000000000:dead";
const target = { Id: "work", Arn: queueArn, DeadLetterConfig: { Arn: deadLetterArn } };
const orders = { source: ["shop"], "detail-type": ["OrderPlaced"] };
const entry = { EventBusName: "shop", Source: "shop", DetailType: "OrderPlaced", Detail: `{"id":1}` };

/** Everything around EventBridge, as values a test can look at and a clock it can move. */
const surroundings = (dataDirectory: string) => {
  const calls: { queue: string; input: Readonly<Record<string, unknown>>; as: object }[] = [];
  const invocations: { arn: string; payload: string }[] = [];
  const reports: LocalReport[] = [];
  const told: AcceptedEvent[] = [];
  const ticks = new Map<string, (at: Date) => void>();
  const alarms = new Set<{ at: number; run: () => void }>();
  let now = Date.parse("2026-11-21T10:00:00.250Z");
  let failure: Error | undefined;
  let failing = ["work"];

  const callAws: CallAws = async (_service, _operation, input, as) => {
    const queue =
      String(input["QueueUrl"] ?? input["TopicArn"])
        .split(/[/:]/)
        .at(-1) ?? "";
    if (failure !== undefined && failing.includes(queue)) throw failure;
    calls.push({ queue, input, as });
    return {};
  };
  const place = {
    region: "eu-west-1",
    accountId: "000000000000",
    stackName: "Shop",
    endpoint: "http://127.0.0.1:1",
    dataDirectory,
    callAws,
    credentialsOf: () => ({ accessKeyId: "key", secretAccessKey: "secret" }),
    report: (line: LocalReport) => void reports.push(line),
  };
  const open = (): EventBridge => {
    const bridge = openEventBridge(place, {
      invokeLambda: async (arn, payload) => void invocations.push({ arn, payload }),
      startSchedule: (expression, onTick) => {
        ticks.set(expression, onTick);
        return () => void ticks.delete(expression);
      },
      timing: {
        now: () => new Date(now),
        after: (milliseconds, run) => {
          const alarm = { at: now + milliseconds, run };
          alarms.add(alarm);
          return () => void alarms.delete(alarm);
        },
        chance: () => 1,
      },
    });
    bridge.onEvent((accepted) => told.push(accepted));
    return bridge;
  };
  const advance = (milliseconds: number): void => {
    now += milliseconds;
    for (const alarm of alarms)
      if (alarm.at <= now) {
        alarms.delete(alarm);
        alarm.run();
      }
  };
  const failWith = (error?: Error, queues = ["work"]): void => {
    [failure, failing] = [error, queues];
  };
  return { calls, invocations, reports, told, ticks, open, advance, failWith };
};

let directory: string;
let around: ReturnType<typeof surroundings>;
let bridge: EventBridge;

const make = (type: string, properties: Record<string, unknown>, logicalId = type.split("::")[2] ?? "") =>
  bridge.resources[type]?.({ logicalId, type, properties });

const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
  const { body } = await bridge.answer({
    service: "events",
    operation,
    accessKeyId: "key",
    method: "POST",
    path: "/",
    headers: {},
    body: Buffer.from(JSON.stringify(input)),
  });
  return JSON.parse(String(body));
};
const put = (...Entries: object[]) => call("PutEvents", { Entries });
const bodies = (queue = "work") =>
  around.calls.filter((sent) => sent.queue === queue).map(({ input }) => String(input["MessageBody"]));

const openWith = async (rule: Record<string, unknown> = {}): Promise<void> => {
  bridge = around.open();
  await make("AWS::Events::EventBus", { Name: "shop" });
  await make("AWS::Events::Rule", {
    Name: "team",
    EventBusName: "shop",
    EventPattern: orders,
    Targets: [target],
    ...rule,
  });
  await bridge.start?.();
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "event-bridge-"));
  around = surroundings(directory);
});
afterEach(async () => {
  await bridge.stop?.();
  rmSync(directory, { recursive: true });
});

describe("PutEvents", () => {
  test("delivers an event to the queue of the rule it matches, in EventBridge's envelope", async () => {
    await openWith();
    const answer = await put({ ...entry, Resources: ["arn:a"] });
    await eventually(() => expect(bodies()).toHaveLength(1));
    expect(JSON.parse(bodies()[0] ?? "")).toEqual({
      version: "0",
      id: around.told[0]?.id,
      "detail-type": "OrderPlaced",
      source: "shop",
      account: "000000000000",
      time: "2026-11-21T10:00:00Z",
      region: "eu-west-1",
      resources: ["arn:a"],
      detail: { id: 1 },
    });
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: around.told[0]?.id }] });
  });

  test("calls the queue as EventBridge, on behalf of the rule", async () => {
    await openWith();
    await put(entry);
    await eventually(() => expect(around.calls).toHaveLength(1));
    expect(around.calls[0]?.as).toEqual({
      principal: "events.amazonaws.com",
      sourceArn: "arn:aws:events:eu-west-1:000000000000:rule/shop/team",
    });
  });

  test("keeps every digit of an id", async () => {
    await openWith();
    await put({ ...entry, Detail: `{"id":1993408911337734301}` });
    await eventually(() => expect(bodies()[0]).toContain(`"detail":{"id":1993408911337734301}`));
  });

  test.each([
    { wrong: { Source: undefined }, code: "InvalidArgument" },
    { wrong: { DetailType: "" }, code: "InvalidArgument" },
    { wrong: { Detail: undefined }, code: "InvalidArgument" },
    { wrong: { Detail: "[1]" }, code: "MalformedDetail" },
    { wrong: { Detail: "{" }, code: "MalformedDetail" },
    { wrong: { Source: "aws.s3" }, code: "NotAuthorizedForSourceException" },
    { wrong: { EventBusName: "other" }, code: "ResourceNotFoundException" },
  ])("refuses one entry with $code and takes the next: $wrong", async ({ wrong, code }) => {
    await openWith();
    expect(await put({ ...entry, ...wrong }, entry)).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
    });
  });

  test.each([
    { what: "no entries", entries: [] },
    { what: "eleven entries", entries: Array.from({ length: 11 }, () => entry) },
    { what: "more than a megabyte", entries: [{ ...entry, Detail: `{"a":"${"x".repeat(1024 * 1024)}"}` }] },
  ])("refuses $what as a whole", async ({ entries }) => {
    await openWith();
    await expect(put(...entries)).rejects.toMatchObject({ code: "ValidationException" });
  });

  test("an event that no rule wants is noticed", async () => {
    await openWith();
    await put({ ...entry, DetailType: "OrderLost" });
    expect(around.reports).toMatchObject([
      { level: "warn", facts: { source: "shop", detailType: "OrderLost", bus: "shop" } },
    ]);
    expect(around.told).toMatchObject([{ detailType: "OrderLost", rules: [] }]);
  });

  test("one that an archive keeps is not lost, and nobody is warned", async () => {
    await openWith();
    await make("AWS::Events::Archive", {
      ArchiveName: "all",
      SourceArn: "arn:aws:events:eu-west-1:000000000000:event-bus/shop",
    });
    await put({ ...entry, DetailType: "OrderLost" });
    expect(around.reports).toMatchObject([
      { level: "info", message: expect.stringContaining("only the archive has it") },
    ]);
  });

  test("one that has slipped between rules of its own type is warned of, archive or not", async () => {
    await openWith({ EventPattern: { "detail-type": ["OrderLost"], detail: { team: ["nobody"] } } });
    await make("AWS::Events::Archive", {
      ArchiveName: "all",
      SourceArn: "arn:aws:events:eu-west-1:000000000000:event-bus/shop",
    });
    await put({ ...entry, DetailType: "OrderLost" });
    expect(around.reports).toMatchObject([{ level: "warn" }]);
  });

  test("a listener hears which rules an event matched", async () => {
    await openWith();
    await put(entry);
    expect(around.told).toMatchObject([{ busName: "shop", source: "shop", rules: ["team"] }]);
  });

  test("a disabled rule takes nothing", async () => {
    await openWith({ State: "DISABLED" });
    await put(entry);
    expect(around.told).toMatchObject([{ rules: [] }]);
  });
});

describe("a target", () => {
  test("that is a function is invoked, and a topic is published to", async () => {
    const Arn = "arn:aws:lambda:eu-west-1:000000000000:function:f";
    const topic = "arn:aws:sns:eu-west-1:000000000000:topic";
    await openWith({
      Targets: [
        { Id: "f", Arn, Input: `{"a":1}` },
        { Id: "t", Arn: topic, InputPath: "$.detail" },
      ],
    });
    await put(entry);
    await eventually(() => expect(around.invocations).toEqual([{ arn: Arn, payload: `{"a":1}` }]));
    await eventually(() => expect(around.calls[0]?.input).toEqual({ TopicArn: topic, Message: `{"id":1}` }));
  });

  test("of a kind the runtime does not reach stops the start", async () => {
    const Arn = "arn:aws:logs:eu-west-1:000000000000:log-group:g";
    await expect(openWith({ Targets: [{ Id: "l", Arn }] })).rejects.toThrow(/Rule.*not arn:aws:logs/);
  });

  test("that fails is tried again, at twice the distance each time, until it takes the event", async () => {
    await openWith();
    around.failWith(new Error("no connection"));
    await put(entry);
    for (const pause of [1000, 2000, 4000]) {
      await settled();
      around.advance(pause - 1);
      await settled();
      expect(around.calls).toHaveLength(0);
      if (pause === 4000) around.failWith();
      around.advance(1);
    }
    await eventually(() => expect(bodies()).toHaveLength(1));
  });

  test("that is not there is not tried again: the event becomes a dead letter", async () => {
    await openWith();
    around.failWith(new AwsError({ code: "QueueDoesNotExist", message: "gone" }));
    await put(entry);
    await eventually(() => expect(around.calls).toHaveLength(1));
    expect(around.calls[0]).toMatchObject({
      queue: "dead",
      input: {
        MessageBody: expect.stringContaining(`"detail":{"id":1}`),
        MessageAttributes: {
          RULE_ARN: { StringValue: expect.stringContaining("rule/shop/team") },
          TARGET_ARN: { StringValue: queueArn },
          ERROR_CODE: { StringValue: "NO_RESOURCE" },
          ERROR_MESSAGE: { StringValue: "gone" },
          RETRY_ATTEMPTS: { StringValue: "0" },
        },
      },
    });
  });

  test.each([
    { policy: { MaximumRetryAttempts: 1 }, condition: "MaximumRetryAttempts", retries: "1" },
    { policy: { MaximumEventAgeInSeconds: 60 }, condition: "MaximumEventAgeInSeconds", retries: "5" },
  ])(
    "that keeps failing has its dead letter when $condition is reached",
    async ({ policy, condition, retries }) => {
      await openWith({ Targets: [{ ...target, RetryPolicy: policy }] });
      around.failWith(new Error("no connection"));
      await put(entry);
      await eventually(() => {
        around.advance(1000);
        expect(around.calls).toHaveLength(1);
      });
      expect(around.calls[0]?.input["MessageAttributes"]).toMatchObject({
        EXHAUSTED_RETRY_CONDITION: { StringValue: condition },
        RETRY_ATTEMPTS: { StringValue: retries },
      });
    },
  );

  test("whose dead-letter queue cannot take the event now has its dead letter when it can", async () => {
    await openWith({ Targets: [{ ...target, RetryPolicy: { MaximumRetryAttempts: 0 } }] });
    const throttled = new AwsError({ code: "RequestThrottled", message: "" });
    around.failWith(throttled, ["work", "dead"]);
    await put(entry);
    await eventually(() => expect(bridge.owed()).toBe(1));
    around.failWith(throttled);
    await eventually(() => {
      around.advance(1000);
      expect(bodies("dead")).toHaveLength(1);
    });
    expect(bridge.owed()).toBe(0);
  });

  test("without a dead-letter queue loses the event, and says so", async () => {
    await openWith({ Targets: [{ Id: "work", Arn: queueArn, RetryPolicy: { MaximumRetryAttempts: 0 } }] });
    around.failWith(new Error("no connection"));
    await put(entry);
    await eventually(() =>
      expect(around.reports).toMatchObject([{ level: "error", message: /lost/ }].map(matching)),
    );
  });
});

describe("what was accepted", () => {
  test("is delivered by the next runtime when this one ends before", async () => {
    await openWith();
    around.failWith(new Error("no connection"));
    await put(entry);
    await bridge.stop?.();
    around.failWith();
    await openWith();
    around.advance(1000);
    await eventually(() => expect(bodies()).toHaveLength(1));
  });

  test("is on disk before the answer: a runtime that is never stopped has lost nothing", async () => {
    await openWith();
    around.failWith(new Error("no connection"));
    await put(entry);
    const killed = bridge;
    around.failWith();
    await openWith();
    around.advance(0);
    await eventually(() => expect(bodies()).toHaveLength(1));
    await killed.stop?.();
  });

  test("is delivered once when nothing goes wrong", async () => {
    await openWith();
    await put(entry, entry);
    await eventually(() => expect(bodies()).toHaveLength(2));
    await bridge.stop?.();
    await openWith();
    await settled();
    expect(bodies()).toHaveLength(2);
  });

  test("for a target the template no longer has is dropped, and said so", async () => {
    await openWith();
    around.failWith(new Error("no connection"));
    await put(entry);
    await bridge.stop?.();
    await openWith({ Targets: [] });
    around.advance(1000);
    await eventually(() =>
      expect(around.reports).toMatchObject([{ message: /no longer has/ }].map(matching)),
    );
  });
});

describe("a schedule", () => {
  test("gives its rule's targets a Scheduled Event", async () => {
    bridge = around.open();
    await make("AWS::Events::Rule", {
      Name: "minutely",
      ScheduleExpression: "rate(1 minute)",
      Targets: [target],
    });
    await bridge.start?.();
    around.ticks.get("rate(1 minute)")?.(new Date("2026-11-21T10:01:00Z"));
    await eventually(() => expect(bodies()).toHaveLength(1));
    expect(JSON.parse(bodies()[0] ?? "")).toMatchObject({
      "detail-type": "Scheduled Event",
      source: "aws.events",
      time: "2026-11-21T10:01:00Z",
      resources: ["arn:aws:events:eu-west-1:000000000000:rule/minutely"],
      detail: {},
    });
  });

  test("ticks besides its own time when it is told to, unless it is disabled", async () => {
    bridge = around.open();
    const ScheduleExpression = "rate(1 day)";
    await make("AWS::Events::Rule", { ScheduleExpression, Targets: [target] }, "On");
    await make("AWS::Events::Rule", { ScheduleExpression, Targets: [target], State: "DISABLED" }, "Off");
    bridge.tickNow();
    await eventually(() => expect(bodies()).toHaveLength(1));
    expect(bodies()[0]).toContain('"Scheduled Event"');
  });

  test("ends with the runtime", async () => {
    bridge = around.open();
    await make("AWS::Events::Rule", { ScheduleExpression: "rate(1 minute)", Targets: [target] });
    await bridge.start?.();
    await bridge.stop?.();
    expect(around.ticks.size).toBe(0);
    bridge = around.open();
  });
});

describe("an archive", () => {
  const SourceArn = "arn:aws:events:eu-west-1:000000000000:event-bus/shop";
  const archiveArn = "arn:aws:events:eu-west-1:000000000000:archive/all";
  const replay = {
    ReplayName: "again",
    EventSourceArn: archiveArn,
    EventStartTime: Date.parse("2026-11-21T09:00:00Z") / 1000,
    EventEndTime: Date.parse("2026-11-21T11:00:00Z") / 1000,
    Destination: { Arn: SourceArn },
  };
  const keep = () =>
    make("AWS::Events::Archive", { ArchiveName: "all", SourceArn, EventPattern: orders, RetentionDays: 1 });

  test("tells its events again, marked as told again, and does not keep them twice", async () => {
    await openWith();
    await keep();
    await put(entry, { ...entry, DetailType: "Other" });
    await eventually(() => expect(bodies()).toHaveLength(1));
    expect(await call("StartReplay", replay)).toMatchObject({ State: "STARTING" });
    await eventually(() => expect(bodies()).toHaveLength(2));
    const [first = "", second = ""] = bodies();
    expect(JSON.parse(second)).toEqual({ ...JSON.parse(first), "replay-name": "again" });
    expect(await call("DescribeArchive", { ArchiveName: "all" })).toMatchObject({
      ArchiveArn: expect.stringMatching(/:archive\/all$/u),
      EventCount: 1,
    });
    expect(await call("ListArchives", {})).toMatchObject({
      Archives: [{ ArchiveName: "all", EventCount: 1 }],
    });
    expect(await call("DescribeReplay", { ReplayName: "again" })).toMatchObject({ State: "COMPLETED" });
  });

  test("tells them only to the rules a replay names", async () => {
    await openWith();
    await make("AWS::Events::Rule", {
      Name: "second",
      EventBusName: "shop",
      EventPattern: orders,
      Targets: [{ Id: "t", Arn: "arn:aws:sqs:eu-west-1:000000000000:second" }],
    });
    await keep();
    await put(entry);
    await eventually(() => expect(around.calls).toHaveLength(2));
    const FilterArns = ["arn:aws:events:eu-west-1:000000000000:rule/shop/second"];
    await call("StartReplay", { ...replay, Destination: { Arn: SourceArn, FilterArns } });
    await eventually(() => expect(bodies("second")).toHaveLength(2));
    expect(bodies("work")).toHaveLength(1);
  });

  test("forgets events after its retention", async () => {
    await openWith();
    await keep();
    await put(entry);
    await bridge.stop?.();
    around.advance(86_400_001);
    await openWith();
    await keep();
    around.advance(3_600_000);
    expect(await call("ListArchives", {})).toMatchObject({ Archives: [{ EventCount: 0 }] });
  });

  test("cannot be replayed twice under one name", async () => {
    await openWith();
    await keep();
    await call("StartReplay", replay);
    await expect(call("StartReplay", replay)).rejects.toMatchObject({
      code: "ResourceAlreadyExistsException",
    });
  });
});

describe("what the template made", () => {
  test("can be listed: bus, rules and targets", async () => {
    await openWith({ Description: "orders" });
    expect(await call("DescribeEventBus", { Name: "shop" })).toMatchObject({
      Arn: "arn:aws:events:eu-west-1:000000000000:event-bus/shop",
    });
    expect(await call("ListRules", { EventBusName: "shop" })).toMatchObject({
      Rules: [
        { Name: "team", State: "ENABLED", EventPattern: JSON.stringify(orders), Description: "orders" },
      ],
    });
    expect(await call("ListTargetsByRule", { Rule: "team", EventBusName: "shop" })).toMatchObject({
      Targets: [{ Id: "work", Arn: queueArn }],
    });
  });

  test("shows a bus's policy", async () => {
    await openWith();
    const Statement = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };
    await make("AWS::Events::EventBusPolicy", { EventBusName: "shop", StatementId: "all", Statement });
    const { Policy } = await call("DescribeEventBus", { Name: "shop" });
    expect(JSON.parse(String(Policy)).Statement).toEqual([{ Sid: "all", ...Statement }]);
  });

  test.each([
    { what: "no pattern and no schedule", rule: { EventPattern: undefined }, why: /neither an EventPattern/ },
    {
      what: "a schedule on a bus of its own",
      rule: { ScheduleExpression: "rate(1 minute)" },
      why: /default bus/,
    },
    { what: "a bus that is not there", rule: { EventBusName: "other" }, why: /bus other/ },
    {
      what: "a pattern EventBridge refuses",
      rule: { EventPattern: { source: "shop" } },
      why: /"source" must be/,
    },
    { what: "a property nobody knows", rule: { Surprise: 1 }, why: /Surprise/ },
  ])("a rule with $what stops the start", async ({ rule, why }) => {
    await expect(openWith(rule)).rejects.toThrow(why);
  });

  test("an operation nobody knows is refused by name", async () => {
    await openWith();
    await expect(call("PutRule", {})).rejects.toThrow(/PutRule/);
  });
});

/** Checks again and again, at once and then every millisecond, until it holds. */
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 1 });

/** Lets everything that waits for nothing but its turn have it. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const matching = ({ message, ...rest }: { message: RegExp; level?: string }) => ({
  ...rest,
  message: expect.stringMatching(message),
});
