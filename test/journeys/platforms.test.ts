import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../infra/config/resolve-config.ts";
import { classify } from "../../shared/classifier/classify.ts";
import { channelIdentity } from "../../shared/config/channel-identity.ts";
import { routingOf } from "../../shared/config/routing-of.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { conversationIdOf, type Mention } from "../../shared/domain/messages/mention.ts";
import type { Platform } from "../../shared/domain/platform.ts";
import { judgeMention } from "../../shared/domain/judging/judge-mention.ts";
import { parseExactly } from "../../shared/platforms/exact-json.ts";
import { parsers } from "../../shared/platforms/parsers.ts";
import { eventually } from "./eventually.ts";
import journeysConfig from "./journeys.config.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

const config = parseConfig(journeysConfig, "journeys.config.ts");
/** How far the recorded night lies behind this one: bodies that speak of one another move together. */
const byMs = Date.now() - Date.parse("2026-11-20T23:41:20Z");

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline.stop());

const deliver = async (platform: Platform, name: string): Promise<void> =>
  expect(await pipeline.deliver(platform, freshBody(platform, name, byMs))).toBe(200);

/** The first mention of a body, as the pipeline will hear it. */
const mentionIn = (platform: Platform, name: string): Mention => {
  const channel = config.channels[platform];
  if (channel === undefined) throw new Error(`no channel of ${platform}`);
  const received = { channel: channelIdentity(platform, channel), receivedAt: new Date() };
  const [outcome] = parsers[platform].normalise(parseExactly(freshBody(platform, name, byMs)), received);
  if (outcome?.outcome !== "mention") throw new Error(`${name} holds no mention`);
  return outcome.mention;
};

const queueOf = (mention: Mention): string => {
  const { rules } = config;
  const { team } = judgeMention({ mention, read: classify(mention.text), rules, routing: routingOf(config) });
  return `${team.slice(0, 1).toUpperCase()}${team.slice(1)}QueueUrl`;
};

const conversationThat = (mention: Mention, status: Conversation["status"]): Promise<Conversation> =>
  eventually(
    async () => {
      const conversation = await pipeline.conversation(conversationIdOf(mention));
      return conversation?.status === status ? conversation : undefined;
    },
    () => `${mention.id} was never ${status}: ${pipeline.complaints.slice(-3).join("\n")}`,
  );

test.each([
  { platform: "x", body: "account-activity-long-story" },
  { platform: "x", body: "direct-message" },
  { platform: "x", body: "filtered-stream-names-the-brand" },
  { platform: "facebook", body: "visitor-posts-on-the-page" },
  { platform: "facebook", body: "messenger-message" },
  { platform: "instagram", body: "comment-with-facebook-login" },
  { platform: "instagram", body: "message" },
  { platform: "whatsapp", body: "message" },
  { platform: "threads", body: "reply" },
  { platform: "standard-webhooks", body: "review-two-stars" },
] as const)("$platform: $body ends in the queue of the team that answers it", async ({ platform, body }) => {
  const mention = mentionIn(platform, body);
  await deliver(platform, body);
  const routed = await pipeline.takeFrom(queueOf(mention), MentionRouted.detail, {
    fits: (told) => told.mention.id === mention.id,
  });
  expect(routed).toMatchObject({ platform, mention: { kind: mention.kind, public: mention.public } });
});

describe("what the brand says in another client stops the clock", () => {
  test.each([
    { platform: "x", question: "direct-message", answer: "direct-message-answered" },
    { platform: "facebook", question: "messenger-message", answer: "messenger-answered-in-the-inbox" },
    { platform: "instagram", question: "message", answer: "message-answered-in-the-app" },
    { platform: "instagram", question: "comment-with-facebook-login", answer: "brand-answers-a-comment" },
    { platform: "whatsapp", question: "message", answer: "answered-on-the-phone" },
    { platform: "threads", question: "reply", answer: "brand-answers-below" },
    { platform: "standard-webhooks", question: "app-message", answer: "app-answer" },
  ] as const)("$platform: $answer", async ({ platform, question, answer }) => {
    await deliver(platform, answer);
    await deliver(platform, question);
    const answered = await conversationThat(mentionIn(platform, question), "answered");
    expect(answered).toMatchObject({ dueAt: null, replies: [{}] });
  });
});

test.each([
  { platform: "instagram", said: "message-answers-a-story", gone: "message-unsent" },
  { platform: "facebook", said: "visitor-posts-on-the-page", gone: "visitor-post-removed" },
  { platform: "standard-webhooks", said: "review-two-stars", gone: "review-withdrawn" },
] as const)("$platform: $gone takes back what was said, and its clock", async ({ platform, said, gone }) => {
  const mention = mentionIn(platform, said);
  await deliver(platform, said);
  await deliver(platform, gone);
  expect(await conversationThat(mention, "withdrawn")).toMatchObject({ dueAt: null });
});
