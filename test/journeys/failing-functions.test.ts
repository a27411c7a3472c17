/** Lambda and its queues as they are, on the running template: what failing functions cost, and what they never cost. */
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Fault } from "../../infra/local/gateway/faults/fault.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { xBody } from "../faults/webhook-bodies.ts";
import { eventually } from "./eventually.ts";
import { inAHurry } from "./in-a-hurry.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";

const timeoutSeconds = 2;

let pipeline: Pipeline;
/** The mentions the bus was told of, by the id of the event: what is published twice under one id is one event. */
const toldBy = new Map<string, string>();
const Told = z.object({ detail: MentionRouted.detail });

beforeAll(async () => {
  pipeline = await startPipeline({
    change: (template) => {
      inAHurry(timeoutSeconds)(template);
      for (const { Type, Properties } of Object.values(template.Resources))
        if (Type === "AWS::Lambda::Function" && JSON.stringify(Properties).includes('"receive-webhook"'))
          Properties["ReservedConcurrentExecutions"] = 1;
    },
  });
  pipeline.runtime.onEvent(({ detailType, event }) => {
    if (detailType !== "MentionRouted") return;
    const { id, mention } = Told.parse(JSON.parse(event)).detail;
    toldBy.set(id, mention.id);
  });
});
afterAll(() => pipeline.stop());

let ends: (() => void)[] = [];
const ask = (fault: Fault): void => void ends.push(pipeline.runtime.faults.ask(fault));
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

type Enqueued = { readonly id: string; readonly mention: string; readonly messageId: string };

let written = 0;
/** Ids of posts nobody has written yet. */
const newIds = (count: number): string[] =>
  Array.from({ length: count }, () => `${Date.now()}${String((written += 1)).padStart(4, "0")}`);

const text = "@brand how much is the family plan for two adults and three teenagers?";

/** Posts of as many strangers, put on the intake queue together: one batch for triage. */
const enqueue = async (ids = newIds(3)): Promise<Enqueued[]> => {
  const at = new Date();
  const attributes = { channelId: "x", receivedAt: at.toISOString(), encoding: "text", part: "1/1" };
  const { Successful = [] } = await pipeline.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: pipeline.runtime.outputs["IntakeQueueUrl"],
      Entries: ids.map((id) => ({
        Id: id,
        MessageBody: xBody({ id, thread: id, author: id, text, at }),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: "String", StringValue: value },
          ]),
        ),
      })),
    }),
  );
  return Successful.map(({ Id = "", MessageId = "" }) => ({
    id: Id,
    mention: `x:${Id}`,
    messageId: MessageId,
  }));
};

const told = (): string[] => [...toldBy.values()];
const timesTold = ({ mention }: Enqueued): number => told().filter((one) => one === mention).length;

const untilTold = (posts: readonly Enqueued[]): Promise<true> =>
  eventually(
    () => posts.every((post) => timesTold(post) > 0) || undefined,
    () => `not all told of: ${JSON.stringify(posts)} ${pipeline.complaints.slice(-3).join("\n")}`,
  );

const expectToldOnce = async (posts: readonly Enqueued[]): Promise<void> => {
  await untilTold(posts);
  await pipeline.quiet();
  expect(posts.map(timesTold)).toEqual(posts.map(() => 1));
};

const linesThatSay = (...words: string[]): number =>
  pipeline.logs.filter((line) => words.every((word) => line.includes(word))).length;

const writes = { service: "dynamodb", operation: "TransactWriteItems", by: /TriageMentions/u } as const;

describe("a batch whose function", () => {
  test.each<[string, Fault]>([
    ["is killed before it has written", { kind: "kill", ...writes, times: 1 }],
    ["is killed when it has written some of it", { kind: "kill", done: true, ...writes, times: 1 }],
  ])("%s returns to its queue, is seen again after its visibility, and is told once", async (_, fault) => {
    ask(fault);
    const began = performance.now();
    const posts = await enqueue();
    await expectToldOnce(posts);
    expect(performance.now() - began).toBeGreaterThan(timeoutSeconds * 1000);
  });

  test.each<[string, Fault]>([
    ["fails for", { kind: "throttle", ...writes, times: 1 }],
    ["has no time left for", { kind: "delay", milliseconds: timeoutSeconds * 1000, ...writes, times: 1 }],
  ])("%s one message of three returns that one alone", async (_, fault) => {
    ask(fault);
    const posts = await enqueue();
    await expectToldOnce(posts);
    expect(posts.map(({ mention }) => linesThatSay("mention.committed", `"${mention}"`))).toEqual([1, 1, 1]);
    const failures = posts.map(({ messageId }) => linesThatSay("record.failed", messageId));
    expect(failures.filter((count) => count > 0)).toEqual([1]);
  });

  test("fails for one message every time buries it after the template's five tries, and that one alone", async () => {
    const reads = { service: "dynamodb", operation: "GetItem", by: /TriageMentions/u } as const;
    const ids = newIds(3);
    ask({ kind: "throttle", ...reads, saying: new RegExp(ids[0] ?? "", "u") });
    const [poison, ...others] = await enqueue(ids);
    await untilTold(others);
    const buried = await pipeline.takeFrom("IntakeDeadLetterUrl", z.object({ data: z.unknown() }), {
      patienceMs: 25_000,
    });
    expect(JSON.stringify(buried)).toContain(poison?.id);
    expect(linesThatSay("record.failed", poison?.messageId ?? "")).toBe(5);
    expect(others.map(timesTold)).toEqual([1, 1]);
  });
});

test("a commit that cannot be told holds up its own conversation and no other, and is told once it can be", async () => {
  const reads = { service: "dynamodb", operation: "GetItem", by: /RelayEvents/u } as const;
  const ids = newIds(3);
  ask({ kind: "throttle", ...reads, saying: new RegExp(ids[0] ?? "", "u") });
  const [held, ...others] = await enqueue(ids);
  if (held === undefined) throw new Error("nothing was enqueued");
  await untilTold(others);
  await eventually(
    () => linesThatSay("record.failed", "sequenceNumber") > 1 || undefined,
    () => "the stream did not come again",
  );
  expect(timesTold(held)).toBe(0);
  for (const end of ends) end();
  await untilTold([held]);
  expect(timesTold(held)).toBe(1);
});

const deliver = async (): Promise<{ mention: string; status: number }> => {
  const [id = ""] = newIds(1);
  const body = xBody({ id, thread: id, author: id, text, at: new Date() });
  return { mention: `x:${id}`, status: await pipeline.deliver("x", body) };
};

const pidsOf = (name: string): number[] =>
  pipeline.runtime.lambda
    .environments()
    .filter(({ functionName }) => functionName.includes(name))
    .map(({ pid }) => pid);

const receives = { service: "sqs", operation: "SendMessage", by: /ReceiveWebhook/u } as const;

test("a function that takes longer than its time-out is killed, and its caller hears of it", async () => {
  expect(await deliver()).toMatchObject({ status: 200 });
  const before = pidsOf("ReceiveWebhook");
  ask({ kind: "delay", milliseconds: timeoutSeconds * 1000 + 500, ...receives, times: 1 });
  expect(await deliver()).toMatchObject({ status: 500 });
  expect(await deliver()).toMatchObject({ status: 200 });
  expect(pidsOf("ReceiveWebhook").filter((pid) => before.includes(pid))).toEqual([]);
});

test("more requests at once than a function's reserved concurrency are refused, and nothing of them is kept", async () => {
  ask({ kind: "delay", milliseconds: 500, ...receives });
  const [one, other] = (await Promise.all([deliver(), deliver()])).toSorted((a, b) => a.status - b.status);
  expect([one?.status, other?.status]).toEqual([200, 503]);
  await eventually(
    () => told().includes(one?.mention ?? "") || undefined,
    () => "what was answered 200 was not told",
  );
  await pipeline.quiet();
  expect(told()).not.toContain(other?.mention);
});

test("a process that has worked is used again, and one that was killed is replaced", async () => {
  await expectToldOnce(await enqueue());
  const before = pidsOf("TriageMentions");
  await expectToldOnce(await enqueue());
  expect(before).toEqual(expect.arrayContaining(pidsOf("TriageMentions")));
  ask({ kind: "kill", ...writes, times: 1 });
  await expectToldOnce(await enqueue());
  expect(pidsOf("TriageMentions").filter((pid) => before.includes(pid))).toEqual([]);
});
