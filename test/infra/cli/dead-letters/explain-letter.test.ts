import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { DeadLetterBox } from "../../../../infra/cli/dead-letters/dead-letter-boxes.ts";
import { explainLetter } from "../../../../infra/cli/dead-letters/explain-letter.ts";
import { typedCommand } from "../../../../infra/cli/deployment/typed-command.ts";
import { aLetter } from "./a-letter.ts";

const box: DeadLetterBox = {
  name: "on-call",
  url: "https://sqs/dead",
  reader: "page-on-call",
  origin: { kind: "queue", url: "https://sqs/alive" },
};
const typed = typedCommand({ data: ".local", outputs: "outputs.json" });
const now = new Date("2026-11-21T03:01:30Z");
const explain = (...letter: Parameters<typeof aLetter>) =>
  explainLetter(aLetter(...letter), box, { now, typed });

describe("what a letter carries says who gave up on it, and why", () => {
  test.each([
    [
      "a function, at once",
      { reason: "the message is not JSON" },
      { by: "page-on-call", why: "the message is not JSON" },
    ],
    [
      "EventBridge, which could not deliver it",
      {
        RULE_ARN: "arn:aws:events:eu-west-1:1:rule/bus/OnCallBreachRule",
        TARGET_ARN: "arn:aws:sqs:eu-west-1:1:OnCallQueue",
        ERROR_CODE: "NO_PERMISSIONS",
        ERROR_MESSAGE: "not authorised",
        RETRY_ATTEMPTS: "0",
      },
      {
        by: "eventbridge",
        code: "NO_PERMISSIONS",
        why: "the rule OnCallBreachRule could not deliver it to OnCallQueue (not authorised), tried again 0 times",
      },
    ],
    [
      "Lambda, after its last try",
      { RequestID: "r-1", ErrorCode: "200", ErrorMessage: "timed out" },
      { by: "lambda", code: "200", why: "page-on-call failed at its last try: timed out (request r-1)" },
    ],
    [
      "the queue, which counted",
      {},
      {
        by: "sqs",
        why: "page-on-call was given it again and again and never confirmed it: it failed or took too long",
      },
    ],
  ])("%s", (_, attributes, said) => {
    expect(explain({ attributes })).toMatchObject({
      ...said,
      queue: "on-call",
      id: "letter-1",
      receives: 2,
      ageSeconds: 90,
      sentAt: "2026-11-21T03:00:00.000Z",
      next: expect.stringContaining(
        "npm run firstreply -- dead-letters redrive on-call --id letter-1 --outputs outputs.json",
      ),
    });
  });

  test("the stream, which left only a place", () => {
    expect(explain({ body: '{"DDBStreamBatchInfo":{"shardId":"s"}}' })).toMatchObject({
      by: "lambda",
      why: expect.stringContaining("only their place in the stream is left"),
      next: expect.stringContaining("within a day"),
    });
  });
});

describe("whom it is about is told by ids", () => {
  test.each([
    [
      "an event of the bus",
      {
        "detail-type": "MentionRouted",
        detail: {
          id: "x:1:2:1:0",
          conversationId: "x:1:2",
          channelId: "x",
          team: "service",
          mention: { id: "x:1", text: "where is my insulin" },
        },
      },
      {
        event: "MentionRouted",
        eventId: "x:1:2:1:0",
        conversationId: "x:1:2",
        mentionId: "x:1",
        channel: "x",
        team: "service",
      },
    ],
    [
      "a head of the table",
      {
        eventName: "INSERT",
        dynamodb: {
          Keys: { pk: { S: "facebook:1_2:3" }, sk: { S: "head" } },
          NewImage: {
            version: { N: "7" },
            conversation: { M: { channelId: { S: "facebook" }, team: { S: "sales" } } },
          },
        },
      },
      { conversationId: "facebook:1_2:3", eventId: "facebook:1_2:3:7", channel: "facebook", team: "sales" },
    ],
    [
      "a deadline",
      { conversationId: "x:1:2", dueAt: "2026-11-21T03:15:00.000Z" },
      { conversationId: "x:1:2", dueAt: "2026-11-21T03:15:00.000Z" },
    ],
  ])("%s", (_, body, ids) => {
    expect(explain({ body: JSON.stringify(body) })).toMatchObject(ids);
  });

  test("a webhook, by what receive-webhook wrote beside it", () => {
    const attributes = { channelId: "x", receivedAt: "2026-11-21T02:59:59Z", encoding: "text", part: "2/3" };
    expect(explain({ body: "…", attributes })).toMatchObject({
      channel: "x",
      receivedAt: "2026-11-21T02:59:59Z",
      part: "2/3",
    });
  });
});

describe("what a customer wrote or is called never shows, whatever shape it comes in", () => {
  const words = "where is my insulin, says Ingrid";
  test.each([
    ["text", words],
    ["a platform's body", JSON.stringify({ tweet: { text: words, user: { name: words } } })],
    [
      "an event with a text and an author",
      JSON.stringify({ detail: { id: "e", mention: { text: words, author: { handle: words } } } }),
    ],
    [
      "an event with words where ids belong",
      JSON.stringify({ "detail-type": words, detail: { id: words, conversationId: words, team: words } }),
    ],
    ["a deadline with words where ids belong", JSON.stringify({ conversationId: words, dueAt: words })],
    [
      "a head with words where ids belong",
      JSON.stringify({
        dynamodb: {
          Keys: { pk: { S: words } },
          NewImage: {
            version: { N: words },
            conversation: { M: { channelId: { S: words }, team: { S: words } } },
          },
        },
      }),
    ],
  ])("%s", (_, body) => {
    expect(JSON.stringify(explain({ body }))).not.toMatch(/insulin|Ingrid/u);
  });

  test("attributes of ours with words in them", () => {
    const attributes = { channelId: words, receivedAt: words, part: words };
    expect(JSON.stringify(explain({ attributes }))).not.toMatch(/insulin|Ingrid/u);
  });
});

describe("its weight is that of what the platform sent", () => {
  const sent = Buffer.from("ünreadable ".repeat(100));
  test.each([
    ["text", sent.toString()],
    ["base64", sent.toString("base64")],
    ["gzip-base64", gzipSync(sent).toString("base64")],
  ])("packed as %s", (encoding, body) => {
    expect(explain({ body, attributes: { encoding } })).toMatchObject({ bytes: sent.byteLength });
  });

  test.each([
    ["not packed as it says", { encoding: "gzip-base64" }],
    ["not said to be packed", {}],
  ])("or on the queue, when it is %s", (_, attributes) => {
    expect(explain({ body: "AAAA", attributes })).toMatchObject({ bytes: 4 });
  });
});
