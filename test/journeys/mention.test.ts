import { GetQueueAttributesCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { PageMessage } from "../../shared/contracts/page.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventually } from "./eventually.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
/** Every event the bus accepted, as `<detail type> <conversation>`. */
const told: string[] = [];

beforeAll(async () => {
  pipeline = await startPipeline();
  pipeline.runtime.onEvent(({ detailType, event }) => {
    const { detail } = z
      .object({ detail: z.object({ conversationId: z.string().optional() }) })
      .parse(JSON.parse(event));
    told.push(`${detailType} ${detail.conversationId ?? ""}`);
  });
});
afterAll(() => pipeline.stop());

const says = (part: string) => (routed: MentionRouted) => routed.mention.text?.includes(part) ?? false;
const timesTold = (detailType: string, conversationId: string): number =>
  told.filter((one) => one === `${detailType} ${conversationId}`).length;

/** The conversation, once it is as wanted. */
const conversationThat = (
  id: string,
  what: string,
  isSo: (conversation: NonNullable<Awaited<ReturnType<Pipeline["conversation"]>>>) => boolean,
) =>
  eventually(
    async () => {
      const conversation = await pipeline.conversation(id);
      return conversation !== null && isSo(conversation) ? conversation : undefined;
    },
    () => `${id} never was ${what}: ${pipeline.complaints.slice(-3).join("\n")}`,
  );

describe("a signed webhook ends in the queue of the team that answers it", () => {
  test.each([
    {
      platform: "x",
      body: "outage-at-night",
      queue: "ServiceQueueUrl",
      category: "service",
      part: "no internet since",
    },
    {
      platform: "facebook",
      body: "comment-medical-alarm",
      queue: "ServiceQueueUrl",
      category: "service",
      part: "grandmother",
    },
    {
      platform: "x",
      body: "family-plan-price",
      queue: "SalesQueueUrl",
      category: "sales",
      part: "how much is the family plan",
    },
    {
      platform: "x",
      body: "japanese-thanks",
      queue: "ChatterQueueUrl",
      category: "chatter",
      part: "ありがとう",
    },
    { platform: "x", body: "hold-music", queue: "TriageQueueUrl", category: "chatter", part: "hold music" },
    {
      platform: "x",
      body: "family-without-signal",
      queue: "ServiceQueueUrl",
      category: "service",
      part: "👨‍👩‍👧‍👦",
    },
    {
      platform: "x",
      body: "nearly-one-megabyte",
      queue: "ServiceQueueUrl",
      category: "service",
      part: "214 days",
    },
  ] as const)("$body → $queue", async ({ platform, body, queue, category, part }) => {
    expect(await pipeline.deliver(platform, freshBody(platform, body))).toBe(200);
    const routed = await pipeline.takeFrom(queue, MentionRouted.detail, { fits: says(part) });
    expect(routed).toMatchObject({ platform, classification: { category } });
    expect(routed.mention.permalink).toMatch(/^https:/u);
    expect(await pipeline.conversation(routed.conversationId)).toMatchObject({
      team: routed.team,
      clocks: [{ name: "firstReply" }],
    });
  });
});

describe("one mention is one conversation, routed once in effect", () => {
  test("however often, and however many at a time, it is delivered", async () => {
    const body = freshBody("x", "third-broken-router");
    const statuses = await Promise.all(Array.from({ length: 8 }, () => pipeline.deliver("x", body)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: says("third broken router"),
    });
    expect(await pipeline.deliver("x", body)).toBe(200);
    await pipeline.quiet();
    expect(timesTold("MentionRouted", conversationId)).toBe(1);
    expect(await pipeline.conversation(conversationId)).toMatchObject({ mentions: [{ revision: 0 }] });
  });

  test("also when it arrives as a mention and as a reply", async () => {
    const byMs = Date.now() - Date.parse("2026-11-20T23:41:30Z");
    await pipeline.deliver("x", freshBody("x", "reply-that-is-also-a-mention", byMs));
    await pipeline.deliver("x", freshBody("x", "mention-that-is-also-a-reply", byMs));
    const { conversationId } = await pipeline.takeFrom("SalesQueueUrl", MentionRouted.detail, {
      fits: says("half-price tablets"),
    });
    await pipeline.quiet();
    expect(timesTold("MentionRouted", conversationId)).toBe(1);
  });

  test("also when its edit overtakes it", async () => {
    const byMs = Date.now() - Date.parse("2026-11-20T23:41:30Z");
    await pipeline.deliver("x", freshBody("x", "wrong-order-number-edited", byMs));
    const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: says("40-77138"),
    });
    await pipeline.deliver("x", freshBody("x", "wrong-order-number", byMs));
    await pipeline.quiet();
    expect(timesTold("MentionRouted", conversationId)).toBe(1);
    expect(await pipeline.conversation(conversationId)).toMatchObject({ mentions: [{ revision: 1 }] });
  });
});

describe("the brand's own answer, written in the platform's app, stops the clock", () => {
  const byMs = Date.now() - Date.parse("2026-11-20T23:41:10Z");

  test("on Facebook, behind the comment it answers", async () => {
    await pipeline.deliver("facebook", freshBody("facebook", "comment-late-parcel", byMs));
    const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: says("parcel walking"),
    });
    await pipeline.deliver("facebook", freshBody("facebook", "page-answers-late-parcel", byMs));
    const answered = await conversationThat(
      conversationId,
      "answered",
      ({ status }) => status === "answered",
    );
    expect(answered).toMatchObject({ dueAt: null, replies: [{}] });
    await eventually(
      () => timesTold("ConversationAnswered", conversationId) === 1 || undefined,
      () => "the answer was not told",
    );
  });

  test("on X, even when it overtakes the mention it answers", async () => {
    await pipeline.deliver("x", freshBody("x", "brand-answers-wrong-order-number", byMs + 5000));
    await pipeline.deliver("x", freshBody("x", "wrong-order-number", byMs + 5000));
    const routed = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
      fits: says("40-77183"),
    });
    const answered = await conversationThat(
      routed.conversationId,
      "answered",
      ({ status }) => status === "answered",
    );
    expect(answered).toMatchObject({
      dueAt: null,
      clocks: [{ state: expect.stringMatching(/met|breached/u) }],
    });
  });
});

test("a clock that runs out pages once, and never before its time", async () => {
  await pipeline.deliver("x", freshBody("x", "stolen-phone-abroad"));
  const { conversationId, dueAt } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
    fits: says("stolen in Lisbon"),
  });
  const isOf = ({ about }: PageMessage) =>
    about.kind === "conversation" && about.conversationId === conversationId;
  const pagesOf = () => pipeline.pages.filter(({ page }) => isOf(page));
  const [received] = await eventually(
    () => (pagesOf().length > 0 ? pagesOf() : undefined),
    () => `no page for ${conversationId}: ${pipeline.complaints.slice(-3).join("\n")}`,
  );
  expect(received).toMatchObject({
    repeated: false,
    page: { action: "trigger", about: { dueAt, team: "service" } },
  });
  expect(JSON.stringify(received?.page)).not.toMatch(/stolen|Lisbon/u);
  const paged = await conversationThat(conversationId, "paged", ({ pages }) => pages.length > 0);
  expect(paged).toMatchObject({
    clocks: [{ state: "breached" }],
    pages: [{ destinations: ["duty-webhook"] }, { destinations: ["duty-topic"] }],
  });
  await pipeline.quiet();
  expect(pagesOf()).toHaveLength(1);
  expect(timesTold("DeadlineBreached", conversationId)).toBe(1);
  expect(timesTold("PageSent", conversationId)).toBe(paged.pages.length);
});

describe("what cannot be processed is kept, and holds nothing else up", () => {
  test("a signed body that is no JSON waits on the intake dead-letter queue", async () => {
    expect(await pipeline.deliver("x", "{ this is not JSON")).toBe(200);
    expect(await pipeline.takeFrom("IntakeDeadLetterUrl", z.string())).toBe("{ this is not JSON");
  });

  test("one unreadable entry among three waits there alone", async () => {
    expect(await pipeline.deliver("facebook", freshBody("facebook", "one-unreadable-among-three"))).toBe(200);
    const kept = await pipeline.takeFrom(
      "IntakeDeadLetterUrl",
      z.object({ entry: z.array(z.unknown()).length(1) }),
    );
    expect(kept.entry).toHaveLength(1);
  });

  test("a message nobody can read goes to its own dead-letter queue while a page goes out", async () => {
    const QueueUrl = pipeline.runtime.outputs["OnCallQueueUrl"];
    await pipeline.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"detail":{"not":"ours"}}' }));
    expect(await pipeline.takeFrom("OnCallDeadLetterUrl", z.unknown())).toEqual({ not: "ours" });
  });

  test("nothing is left on any other dead-letter queue", async () => {
    for (const [output, QueueUrl] of Object.entries(pipeline.runtime.outputs)) {
      if (!output.endsWith("DeadLetterUrl")) continue;
      const { Attributes } = await pipeline.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
      );
      expect({ output, messages: Attributes?.["ApproximateNumberOfMessages"] }).toEqual({
        output,
        messages: "0",
      });
    }
  });
});
