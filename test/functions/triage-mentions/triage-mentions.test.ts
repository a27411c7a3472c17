import { describe, expect, test } from "vitest";
import { triageMentions } from "../../../functions/triage-mentions/triage-mentions.ts";
import { ChannelId, ConversationId } from "../../../shared/domain/ids.ts";
import { PermanentError } from "../../../shared/errors.ts";
import type { Outcome } from "../../../shared/platforms/platform-adapter.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";
import { memoryOutageWatches } from "../../doubles/memory-outage-watches.ts";
import { aRouting } from "../../builders/a-routing.ts";
import { aTextJudgement } from "../../builders/a-text-judgement.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";

const webhook = {
  channelId: "x",
  receivedAt: "2026-11-21T10:00:02.000Z",
  encoding: "text",
  part: "1/1",
} as const;

/** A pipeline whose channel hears just these outcomes, whatever the body says. */
const pipeline = (outcomes: readonly Outcome[]) => {
  const table = memoryTable();
  const telemetry = recordedTelemetry();
  const setAside: unknown[] = [];
  const triage = triageMentions({
    channels: {
      x: {
        id: ChannelId.parse("x"),
        account: "1",
        parser: { normalise: () => outcomes, accountOf: () => null },
        brand: "brand",
      },
    },
    classify: (text) => aTextJudgement(text.includes("order") ? "service" : "chatter"),
    rules: [],
    routing: aRouting(),
    conversations: table,
    outageWatches: memoryOutageWatches(),
    setAside: async (_, entry) => void setAside.push(entry),
    telemetry,
  });
  return { table, telemetry, setAside, deliver: () => triage({ webhook, body: "{}" }) };
};

const heard = aMention({ threadId: "1001" });
const conversationId = ConversationId.parse("x:1001:77");

test("a mention becomes a conversation of the team that takes its category", async () => {
  const { table, deliver } = pipeline([{ outcome: "mention", mention: heard }]);
  await deliver();
  expect(await table.load(conversationId)).toMatchObject({
    team: "care",
    classification: { category: "service" },
  });
});

describe("however often and however concurrently a mention is delivered", () => {
  test("it is routed once", async () => {
    const { table, deliver } = pipeline([{ outcome: "mention", mention: heard }]);
    await Promise.all([deliver(), deliver(), deliver(), deliver()]);
    await deliver();
    expect(table.stream.flatMap(({ events }) => events)).toMatchObject([{ type: "MentionRouted" }]);
  });
});

test("a mention and the brand's answer end the same in either order", async () => {
  const mention = { outcome: "mention", mention: heard } as const;
  const reply = { outcome: "reply", reply: aReply() } as const;
  const inOrder = pipeline([mention, reply]);
  const outOfOrder = pipeline([reply, mention]);
  await inOrder.deliver();
  await outOfOrder.deliver();
  const [expected, actual] = await Promise.all([
    inOrder.table.load(conversationId),
    outOfOrder.table.load(conversationId),
  ]);
  expect(actual).toMatchObject({
    status: "answered",
    clocks: expected?.clocks,
    replies: expected?.replies,
    dueAt: null,
  });
});

test("what is for nobody is ignored with its reason, and what cannot be read is set aside alone", async () => {
  const entry = { data: { event_type: "post.mention.create" } };
  const { table, telemetry, setAside, deliver } = pipeline([
    { outcome: "ignored", reason: "retweet" },
    { outcome: "unreadable", reason: "payload.id is missing", entry },
    { outcome: "mention", mention: heard },
  ]);
  await deliver();
  expect(telemetry.notes).toContainEqual({
    event: "entry.ignored",
    facts: { channelId: "x", reason: "retweet" },
  });
  expect(setAside).toEqual([entry]);
  expect(await table.load(conversationId)).not.toBeNull();
});

test("no log line carries what anybody wrote", async () => {
  const { telemetry, deliver } = pipeline([
    { outcome: "mention", mention: heard },
    { outcome: "reply", reply: aReply() },
  ]);
  await deliver();
  expect(JSON.stringify(telemetry.notes)).not.toMatch(/order|sorry|amara/iu);
});

test.each([
  ["a channel that is configured no more", { webhook: { ...webhook, channelId: "myspace" }, body: "{}" }],
  ["a body that is not JSON", { webhook, body: "{" }],
])("%s will never succeed", async (_, message) => {
  const table = memoryTable();
  const triage = triageMentions({
    channels: {
      x: {
        id: ChannelId.parse("x"),
        account: "1",
        parser: { normalise: () => [], accountOf: () => null },
        brand: "brand",
      },
    },
    classify: () => aTextJudgement("chatter"),
    rules: [],
    routing: aRouting(),
    conversations: table,
    outageWatches: memoryOutageWatches(),
    setAside: async () => {},
    telemetry: recordedTelemetry(),
  });
  await expect(triage(message)).rejects.toThrow(PermanentError);
});
