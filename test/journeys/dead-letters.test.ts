/** Things break, a person reads why, mends them, and puts everything back: from the command line, on the running template. */
import { randomUUID } from "node:crypto";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { region } from "../../infra/local/runtime.ts";
import type { Template } from "../../infra/local/template/template.ts";
import { headItem, messageItem } from "../../shared/aws/table/conversation-items.ts";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { ConversationId, MentionId } from "../../shared/domain/ids.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

/** EventBridge cannot wake anybody: its rule names a queue that is not there. */
const withoutPages = ({ Resources }: Template): void => {
  const [rule] = Object.entries(Resources).flatMap(([id, resource]) =>
    id.startsWith("OnCallBreachRule") ? [resource] : [],
  );
  const [target] = Array.isArray(rule?.Properties["Targets"]) ? rule.Properties["Targets"] : [];
  target.Arn = `arn:aws:sqs:${region}:000000000000:Journey-Gone`;
};

const customersWords = "my daughter Ingrid waits for her insulin";

let pipeline: Pipeline;
let data: string[];
beforeAll(async () => {
  pipeline = await startPipeline({ change: withoutPages });
  data = ["--data", pipeline.dataDirectory];
});
afterAll(() => pipeline.stop());

const letters = async (): Promise<Record<string, unknown>> => {
  const { lines } = await firstreply("dead-letters", ...data);
  return Object.fromEntries(lines.map(({ queue, letters: count }) => [queue, count]));
};

const letterIn = (queue: string, says: RegExp) =>
  eventually(
    async () => {
      const { lines } = await firstreply("dead-letters", "show", queue, ...data);
      return lines.find((line) => says.test(JSON.stringify(line)));
    },
    () => `no letter in ${queue} says ${says}: ${pipeline.complaints.slice(-3).join("\n")}`,
  );

const url = (output: string): string => pipeline.runtime.outputs[output] ?? "";

test("where nothing has died, nothing is listed but empty queues", async () => {
  const { code, lines, stderr } = await firstreply("dead-letters", ...data);
  expect(code).toBe(0);
  expect(stderr).toContain(`Looking at Journey at ${pipeline.runtime.endpoint}`);
  expect(lines).toHaveLength(11);
  for (const line of lines) expect(line).toMatchObject({ letters: 0, oldestSentAt: null });
  expect(lines.map(({ queue }) => queue)).toEqual(
    expect.arrayContaining([
      "intake",
      "on-call",
      "deadline",
      "relay-events",
      "sweep-deadlines",
      "reconcile-channel",
      "unrouted",
      "service",
    ]),
  );
});

describe("a webhook that is no JSON", () => {
  test("is explained without a word of it", async () => {
    expect(await pipeline.deliver("x", `{"text": "${customersWords}`)).toBe(200);
    const letter = await letterIn("intake", /not JSON/u);
    expect(letter).toMatchObject({
      queue: "intake",
      by: "triage-mentions",
      why: "the body is not JSON",
      channel: "x",
      next: expect.stringContaining(`dead-letters redrive intake --id ${String(letter["id"])}`),
    });
    expect(JSON.stringify(letter)).not.toMatch(/Ingrid|insulin/u);
  });

  test("may be looked at as often as one likes: it neither hides nor goes", async () => {
    for (const _ of [1, 2, 3]) {
      const { lines } = await firstreply("dead-letters", "show", "intake", ...data);
      expect(lines).toHaveLength(1);
    }
    expect(await letters()).toMatchObject({ intake: 1 });
  });

  test("is something left to do: the list of queues exits with 1", async () => {
    expect((await firstreply("dead-letters", ...data)).code).toBe(1);
  });

  test("dies again when it is put back unmended, as itself", async () => {
    const before = await letterIn("intake", /not JSON/u);
    const { code, lines } = await firstreply("dead-letters", "redrive", "intake", ...data);
    expect({ code, lines }).toMatchObject({ code: 0, lines: [{ id: before["id"], outcome: "put back" }] });
    const again = await letterIn("intake", /not JSON/u);
    expect(again).toMatchObject({
      channel: "x",
      why: "the body is not JSON",
      receivedAt: before["receivedAt"],
    });
    expect(again["id"]).not.toBe(before["id"]);
  });
});

test("junk on a queue of ours is told apart by its id alone, and only what is named is put back", async () => {
  for (const body of [customersWords, JSON.stringify({ conversationId: customersWords, dueAt: "soon" })])
    await pipeline.sqs.send(new SendMessageCommand({ QueueUrl: url("DeadlineQueueUrl"), MessageBody: body }));
  const chosen = await letterIn("deadline", /breaks its contract/u);
  await letterIn("deadline", /not JSON/u);

  const { stdout } = await firstreply("dead-letters", "show", "deadline", ...data);
  expect(stdout).not.toMatch(/Ingrid|insulin/u);
  const nobody = randomUUID();
  const { code, lines } = await firstreply(
    "dead-letters",
    "redrive",
    "deadline",
    "--id",
    String(chosen["id"]),
    "--id",
    nobody,
    ...data,
  );
  expect(code).toBe(1);
  expect(lines).toContainEqual({ queue: "deadline", id: chosen["id"], outcome: "put back" });
  expect(lines).toContainEqual({
    queue: "deadline",
    id: nobody,
    outcome: "not found",
    why: expect.any(String),
  });
  expect(lines.filter(({ outcome }) => outcome === "put back")).toHaveLength(1);
});

test("a page EventBridge could not deliver says which rule and why; put back, it wakes somebody", async () => {
  expect(await pipeline.deliver("facebook", freshBody("facebook", "comment-medical-alarm"))).toBe(200);
  const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  const letter = await letterIn("on-call", /OnCallBreachRule/u);
  expect(letter).toMatchObject({
    by: "eventbridge",
    code: expect.stringMatching(/^NO_(RESOURCE|PERMISSIONS)$/u),
    event: "DeadlineBreached",
    conversationId,
    eventId: expect.stringContaining(conversationId),
    channel: "facebook",
    team: "service",
  });
  expect(pipeline.pages).toEqual([]);

  const { code, lines } = await firstreply("dead-letters", "redrive", "on-call", "--limit", "1", ...data);
  expect({ code, lines }).toMatchObject({ code: 0, lines: [{ id: letter["id"], outcome: "put back" }] });
  const { page } = await eventually(
    () => pipeline.pages[0],
    () => `nobody was woken: ${pipeline.complaints.slice(-3).join("\n")}`,
  );
  expect(page).toMatchObject({ about: { conversationId }, id: `${conversationId}#1#duty-webhook` });
});

describe("a commit that relay-events could not tell", () => {
  const mentionId = MentionId.parse("x:990001");
  const conversationId = ConversationId.parse("x:990001:42");
  const later = Math.floor(Date.now() / 1000) + 86_400;
  let mend: () => Promise<void>;

  test("lies there whole, and dies again while what it needs is missing", async () => {
    const client = new DynamoDBClient({
      endpoint: pipeline.runtime.endpoint,
      region,
      credentials: pipeline.runtime.operator,
    });
    const TableName = url("ConversationsTableName");
    const put = async (item: object): Promise<void> =>
      void (await client.send(
        new PutItemCommand({ TableName, Item: marshall(item, { removeUndefinedValues: true }) }),
      ));
    expect(await pipeline.deliver("x", freshBody("x", "outage-at-night"))).toBe(200);
    const routed = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: ({ platform }) => platform === "x",
    });
    const store = dynamoConversationStore({
      client,
      tableName: TableName,
      retentionDays: 1,
      wallClock: systemWallClock,
    });
    const conversation = await store.load(ConversationId.parse(routed.conversationId));
    const message = await store.loadMessage(MentionId.parse(routed.mention.id));
    if (conversation === null || message?.kind !== "mention")
      throw new Error("the mention was not remembered");

    const events = conversation.events.map((event) => ({ ...event, mentionId }));
    const mentions = conversation.mentions.map((mention) => ({ ...mention, id: mentionId }));
    await put(headItem({ ...conversation, id: conversationId, version: 1, mentions, events }, later));
    mend = () =>
      put(
        messageItem(
          { ...message, id: mentionId, conversationId, mention: { ...message.mention, id: mentionId } },
          later,
        ),
      );

    const letter = await letterIn("relay-events", /990001/u);
    expect(letter).toMatchObject({ by: "relay-events", conversationId, team: "service", channel: "x" });
    expect(letter["why"]).toBe("x:990001 was routed, but is not in the table");

    const { code, lines } = await firstreply("dead-letters", "redrive", "relay-events", ...data);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: letter["id"], outcome: "put back" },
      { outcome: "died meanwhile", why: letter["why"] },
    ]);
  });

  test("mended and put back, it is told under the id it always had", async () => {
    await mend();
    const { code, lines } = await firstreply("dead-letters", "redrive", "relay-events", ...data);
    expect({ code, lines }).toMatchObject({ code: 0, lines: [{ outcome: "put back" }] });
    const routed = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: (event) => event.conversationId === conversationId,
    });
    expect(routed).toMatchObject({ id: `${conversationId}:1:0`, mention: { id: mentionId } });
    expect(await letters()).toMatchObject({ "relay-events": 0 });
  });
});

test("a sweep that failed is run again", async () => {
  const body = JSON.stringify({ "detail-type": "Scheduled Event", detail: {} });
  await pipeline.sqs.send(
    new SendMessageCommand({
      QueueUrl: url("SweepDeadlinesDeadLetterUrl"),
      MessageBody: body,
      MessageAttributes: {
        RequestID: { DataType: "String", StringValue: "1-2-3" },
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "2026-11-21 timed out" },
      },
    }),
  );
  expect(await letterIn("sweep-deadlines", /timed out/u)).toMatchObject({ by: "lambda", code: "200" });
  const { code, lines } = await firstreply("dead-letters", "redrive", "sweep-deadlines", ...data);
  expect({ code, lines }).toMatchObject({ code: 0, lines: [{ outcome: "put back" }] });
  expect(pipeline.logs.some((line) => line.includes("deadlines.swept"))).toBe(true);
});

describe("what cannot be done ends with exit code 2 and a sentence that helps", () => {
  test.each([
    [["show", "intak"], /there is no queue "intak": the stack has .*intake/u],
    [["redrive", "intake", "--limit", "0"], /--limit: must be at least 1/u],
    [["--outputs", "nowhere.json"], /nowhere\.json is not there/u],
    [["--stack", "Other"], /names no stack Other: it has Journey/u],
  ])("dead-letters %j", async (words, sentence) => {
    const { code, stdout, stderr } = await firstreply("dead-letters", ...words, ...data);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^ +at /mu);
  });
});
