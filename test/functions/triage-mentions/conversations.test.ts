import { describe, expect, test } from "vitest";
import { ConversationId } from "../../../shared/domain/ids.ts";
import { conversationIdOf } from "../../../shared/domain/messages/mention.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import { brandAccount, brandPage, brandPhone } from "../../shared/platforms/channel.ts";
import { aPipeline } from "./a-pipeline.ts";

/** Everything here was said before noon of that day. */
const pipelineAtNoon = () => {
  const { deliver, ...rest } = aPipeline();
  return {
    ...rest,
    deliver: (platform: Platform, body: unknown) => deliver(platform, body, "2026-11-21T12:00:00.000Z"),
  };
};

const conversationId = (id: string) => ConversationId.parse(id);

/** A post of X Activity: who, what, when (minutes after ten), and whatever matters to the test. */
const post = (id: string, author_id: string, minutes: number, more: object = {}) => ({
  id,
  author_id,
  text: `words of ${id}`,
  created_at: new Date(Date.parse("2026-11-21T10:00:00Z") + minutes * 60_000).toISOString(),
  conversation_id: "100",
  ...more,
});
const xActivity = (event_type: string, payload: object) => ({ data: { event_type, payload } });
const accountActivity = (id: string, author: string, parent: string) => ({
  for_user_id: brandAccount,
  tweet_create_events: [
    {
      id_str: id,
      text: `words of ${id}`,
      created_at: "Sat Nov 21 10:30:00 +0000 2026",
      user: { id_str: author },
      in_reply_to_status_id_str: parent,
      in_reply_to_user_id_str: brandAccount,
    },
  ],
});

const answer = post("200", brandAccount, 5, { in_reply_to_tweet_id: "100", in_reply_to_user_id: "77" });

describe("one person in one thread is one conversation", () => {
  test("however deep the thread, as long as we know what is answered", async () => {
    const { deliver, table } = pipelineAtNoon();
    await deliver("x", xActivity("post.mention.create", post("100", "77", 0)));
    await deliver("x", xActivity("post.create", answer));
    await deliver("x", accountActivity("300", "77", "200"));
    expect(await table.load(conversationId("x:100:77"))).toMatchObject({
      status: "open",
      mentions: [{ id: "x:100" }, { id: "x:300" }],
      replies: [{ id: "x:200" }],
      clocks: [{ state: "met" }, { name: "nextReply", state: "running" }],
    });
  });

  test("and what has a conversation stays in it, whatever a copy says of its thread", async () => {
    const { deliver, heads } = pipelineAtNoon();
    await deliver("x", accountActivity("300", "77", "200"));
    await deliver(
      "x",
      xActivity("post.reply.create", post("300", "77", 30, { in_reply_to_tweet_id: "200" })),
    );
    expect([...heads().keys()]).toEqual(["x:200:77"]);
    expect(heads().get("x:200:77")).toMatchObject({ mentions: [{ id: "x:300" }] });
  });

  test("and an answer to something X never told us joins it by whom it speaks to", async () => {
    const { deliver, table } = pipelineAtNoon();
    await deliver("x", xActivity("post.mention.create", post("100", "77", 0)));
    const elsewhere = { in_reply_to_tweet_id: "150", in_reply_to_user_id: "77" };
    await deliver("x", xActivity("post.create", post("201", brandAccount, 6, elsewhere)));
    expect(await table.load(conversationId("x:100:77"))).toMatchObject({
      status: "answered",
      clocks: [{ state: "met" }],
    });
  });
});

const messenger = (mid: string, from: string, to: string, seconds: number) => ({
  object: "page",
  entry: [
    {
      id: brandPage,
      messaging: [
        {
          sender: { id: from },
          recipient: { id: to },
          timestamp: Date.parse("2026-11-21T10:00:00Z") + seconds * 1000,
          message: { mid, text: `words of ${mid}`, is_echo: from === brandPage },
        },
      ],
    },
  ],
});

describe("in private", () => {
  const id = conversationId(`facebook:${brandPage}-77:77`);
  const question = messenger("m_1", "77", brandPage, 0);
  const answered = messenger("m_2", brandPage, "77", 60);
  const greeting = messenger("m_0", brandPage, "77", -60);

  test.each([
    { what: "behind it", order: [question, answered] },
    { what: "before it, because the echo was faster", order: [answered, question] },
    {
      what: "before and behind it, several times",
      order: [answered, answered, question, answered, question],
    },
  ])("an answer that arrives $what stops the clock", async ({ order }) => {
    const { deliver, table } = pipelineAtNoon();
    for (const body of order) await deliver("facebook", body);
    expect(await table.load(id)).toMatchObject({
      status: "answered",
      dueAt: null,
      clocks: [{ state: "met", answeredAt: "2026-11-21T10:01:00.000Z" }],
      replies: [{ id: "facebook:m_2" }],
    });
  });

  test.each([{ order: [greeting, question] }, { order: [question, greeting] }])(
    "what the brand said first answers nothing the person said later",
    async ({ order }) => {
      const { deliver, table } = pipelineAtNoon();
      for (const body of order) await deliver("facebook", body);
      expect(await table.load(id)).toMatchObject({
        status: "open",
        clocks: [{ state: "running" }],
        replies: [{ id: "facebook:m_0" }],
      });
    },
  );

  test("all at once it is one conversation all the same", async () => {
    const { deliver, heads } = pipelineAtNoon();
    const order = [greeting, question, answered, question, greeting, answered];
    await Promise.all(order.map((body) => deliver("facebook", body)));
    expect([...heads().keys()]).toEqual([id]);
    expect(heads().get(id)).toMatchObject({
      status: "answered",
      replies: [{ id: "facebook:m_0" }, { id: "facebook:m_2" }],
    });
  });

  test("an answer that looks for its conversation in the moment it is opened finds it", async () => {
    const { deliver, table } = pipelineAtNoon();
    const load = table.load.bind(table);
    let isFirstLook = true;
    Object.assign(table, {
      load: async (wanted: ConversationId) => {
        const found = await load(wanted);
        if (!isFirstLook) return found;
        isFirstLook = false;
        await deliver("facebook", question);
        return found;
      },
    });
    await deliver("facebook", answered);
    expect(await table.load(id)).toMatchObject({ status: "answered", replies: [{ id: "facebook:m_2" }] });
  });

  test("what the brand takes back of its own is redacted, also while it still waits", async () => {
    const { deliver, table } = pipelineAtNoon();
    const unsent = {
      ...answered,
      entry: [
        {
          id: brandPage,
          messaging: [
            {
              sender: { id: brandPage },
              recipient: { id: "77" },
              timestamp: 1_795_218_071_500,
              message: { mid: "m_2", is_echo: true, is_deleted: true },
            },
          ],
        },
      ],
    };
    await deliver("facebook", answered);
    await deliver("facebook", unsent);
    await deliver("facebook", question);
    expect(await table.loadMessage("facebook:m_2")).toMatchObject({ kind: "reply", reply: { text: "" } });
    expect(await table.load(id)).toMatchObject({ status: "answered" });
  });
});

const message = (index: number) => ({
  id: `wamid.${index}`,
  from: String(447_700_900_000 + (index % 50)),
  timestamp: String(1_795_218_000 + index),
  type: "text",
  text: { body: `message ${index}` },
});

const body = (messages: readonly object[]) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "1",
      changes: [{ field: "messages", value: { metadata: { phone_number_id: brandPhone }, messages } }],
    },
  ],
});

describe("a delivery of a thousand", () => {
  test("with one that cannot be read loses only that one, which is set aside alone", async () => {
    const { deliver, heads, setAside, table } = pipelineAtNoon();
    const messages = Array.from({ length: 1000 }, (_, index) =>
      index === 613 ? { id: "wamid.613" } : message(index),
    );
    await deliver("whatsapp", body(messages));
    expect(setAside).toEqual([
      { entry: body([{ id: "wamid.613" }]), reason: expect.stringContaining("timestamp") },
    ]);
    expect([...heads().values()].flatMap(({ mentions }) => mentions)).toHaveLength(999);
    expect(heads().size).toBe(50);
    const first = {
      platform: "whatsapp",
      threadId: `${brandPhone}-447700900000`,
      author: { id: "447700900000" },
    } as const;
    expect((await table.load(conversationIdOf(first)))?.mentions).toHaveLength(20);
  });

  test("with one the table refuses delivers the other 999, and comes again for that one", async () => {
    const { deliver, heads, table } = pipelineAtNoon();
    const commit = table.commit.bind(table);
    let isBroken = true;
    Object.assign(table, {
      commit: async (step: Parameters<typeof commit>[0]) => {
        if (isBroken && step.messages.some(({ message: written }) => written.id === "whatsapp:wamid.7"))
          throw new Error("throttled");
        return commit(step);
      },
    });
    const everything = body(Array.from({ length: 1000 }, (_, index) => message(index)));
    await expect(deliver("whatsapp", everything)).rejects.toThrow("throttled");
    expect([...heads().values()].flatMap(({ mentions }) => mentions)).toHaveLength(999);
    isBroken = false;
    await deliver("whatsapp", everything);
    expect([...heads().values()].flatMap(({ mentions }) => mentions)).toHaveLength(1000);
  });
});
