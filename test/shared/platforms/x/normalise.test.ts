import { describe, expect, test } from "vitest";
import { PermanentError } from "../../../../shared/errors.ts";
import type { Mention } from "../../../../shared/domain/messages/mention.ts";
import type { Reply } from "../../../../shared/domain/messages/reply.ts";
import { brandAccount, normalise } from "../channel.ts";

const post = {
  id: "2100000000000000001",
  author_id: "77",
  text: "@brand is the shop open?",
  created_at: "2026-11-20T23:41:00.000Z",
  conversation_id: "2100000000000000001",
  edit_history_tweet_ids: ["2100000000000000001"],
};
const users = [{ id: "77", username: "mara", name: "Mara" }];

type Event = { type?: string; payload?: object; includes?: unknown };

const eventOf = ({ type = "post.mention.create", payload = {}, includes = { users } }: Event) => ({
  data: { event_uuid: "-1", event_type: type, filter: {}, payload: { ...post, ...payload }, includes },
});

const mentionOf = (event: Event): Mention => {
  const [outcome] = normalise("x", eventOf(event));
  if (outcome?.outcome !== "mention") throw new Error(`not a mention: ${JSON.stringify(outcome)}`);
  return outcome.mention;
};

const replyOf = (event: Event): Reply => {
  const [outcome] = normalise("x", eventOf(event));
  if (outcome?.outcome !== "reply") throw new Error(`not a reply: ${JSON.stringify(outcome)}`);
  return outcome.reply;
};

test("a mention is everything we know of it", () => {
  expect(mentionOf({})).toEqual({
    id: "x:2100000000000000001",
    platform: "x",
    channelId: "x",
    kind: "mention",
    text: "@brand is the shop open?",
    author: { id: "77", handle: "mara", name: "Mara" },
    threadId: "2100000000000000001",
    replyTo: null,
    createdAt: "2026-11-20T23:41:00.000Z",
    receivedAt: "2026-11-21T00:00:00.000Z",
    revision: 0,
    public: true,
    replyable: true,
    permalink: "https://x.com/i/web/status/2100000000000000001",
  });
});

describe("what the person wrote", () => {
  test.each([
    { what: "as it is", payload: { text: "hello" }, text: "hello" },
    {
      what: "without the handles X puts before a reply",
      payload: { text: "@brand @other Yes. Twice.", display_text_range: [14, 25] },
      text: "Yes. Twice.",
    },
    {
      what: "whole, where the range is off by one",
      payload: { text: "@brand Great, thanks", display_text_range: [8, 20] },
      text: "Great, thanks",
    },
    {
      what: "cut by code points, not by halves of an emoji",
      payload: { text: "👍👍 @brand nice", display_text_range: [3, 14] },
      text: "@brand nice",
    },
    { what: "nothing but handles", payload: { text: "@brand", display_text_range: [6, 6] }, text: "" },
    {
      what: "with a range that makes no sense",
      payload: { text: "hi", display_text_range: "0-2" },
      text: "hi",
    },
    {
      what: "with a range beyond the text",
      payload: { text: "hi ", display_text_range: [99, 99] },
      text: "",
    },
    {
      what: "all of a long post",
      payload: { text: "the beginning… https://t.co/a", note_tweet: { text: "the beginning and the end" } },
      text: "the beginning and the end",
    },
    {
      what: "all of a long reply, without its handles",
      payload: {
        text: "@brand the begin…",
        display_text_range: [7, 17],
        note_tweet: { text: "@brand the beginning and the end" },
      },
      text: "the beginning and the end",
    },
    {
      what: "all of a long reply that is told without its handles",
      payload: {
        text: "@brand the begin…",
        display_text_range: [7, 17],
        note_tweet: { text: "the beginning and the end" },
      },
      text: "the beginning and the end",
    },
    {
      what: "unescaped once",
      payload: { text: "May &amp; June &lt;3 &gt; &quot;&#39; &amp;lt; &copy;" },
      text: "May & June <3 > \"' &lt; &copy;",
    },
  ])("$what", ({ payload, text }) => {
    expect(mentionOf({ payload }).text).toBe(text);
  });

  test("no longer than a table can hold", () => {
    const { text } = mentionOf({ payload: { text: "🙂".repeat(400_000) } });
    expect(Array.from(text)).toHaveLength(30_000);
    expect(text.endsWith("🙂…")).toBe(true);
  });
});

describe("an edited post", () => {
  const original = post.id;
  const edit = "2100000000000000002";
  const edited = { id: edit, edit_history_tweet_ids: [original, edit], text: "is the shop open now?" };

  test("is the same mention in a higher revision, and links to what stands now", () => {
    expect(mentionOf({ payload: edited })).toMatchObject({
      id: `x:${original}`,
      revision: 1,
      threadId: original,
      permalink: `https://x.com/i/web/status/${edit}`,
    });
  });

  test("stays in its thread, even if X were to name the thread after the edit", () => {
    expect(mentionOf({ payload: { ...edited, conversation_id: edit } }).threadId).toBe(original);
  });

  test("that its own chain does not name yet comes after the chain", () => {
    expect(mentionOf({ payload: { ...edited, edit_history_tweet_ids: [original] } })).toMatchObject({
      id: `x:${original}`,
      revision: 1,
    });
  });

  test("is the original where X names no chain", () => {
    const payload = { edit_history_tweet_ids: undefined, conversation_id: undefined };
    expect(mentionOf({ payload })).toMatchObject({ id: `x:${original}`, revision: 0, threadId: original });
  });
});

describe("who wrote it", () => {
  test.each([
    { what: "nobody is named", includes: undefined, handle: null },
    { what: "includes is empty", includes: {}, handle: null },
    { what: "includes makes no sense", includes: { users: "none", tweets: 3 }, handle: null },
    { what: "somebody else is named", includes: { users: [{ id: "78", username: "omar" }] }, handle: null },
    { what: "users lie one level deeper", includes: { users: [{ data: users[0] }] }, handle: "mara" },
    { what: "another user is unreadable", includes: { users: [{ id: 5 }, null, users[0]] }, handle: "mara" },
  ])("$what", ({ includes, handle }) => {
    // `undefined` would pick the default above: the field itself has to be absent.
    const event = eventOf({});
    const body = { data: { ...event.data, includes } };
    expect(normalise("x", body)).toMatchObject([
      { outcome: "mention", mention: { author: { id: "77", handle } } },
    ]);
  });

  test("a post of an unknown hand has a link all the same", () => {
    expect(mentionOf({ includes: {} }).permalink).toBe("https://x.com/i/web/status/2100000000000000001");
    const odd = { users: [{ id: "77", username: "no handle/../" }] };
    expect(mentionOf({ includes: odd }).permalink).toBe("https://x.com/i/web/status/2100000000000000001");
  });
});

describe("whether X lets us answer", () => {
  const text = "@brand Is @brand open?";
  const display_text_range = [7, 22];
  test.each([
    { what: "a mention", event: {}, replyable: true },
    {
      what: "a quote without our name",
      event: { type: "post.quote.create", payload: { text: "look" } },
      replyable: true,
    },
    {
      what: "a reply that types our handle",
      event: { type: "post.reply.create", payload: { text, display_text_range } },
      replyable: true,
    },
    {
      what: "a reply that types it in capitals",
      event: { type: "post.reply.create", payload: { text: "hello @BRAND's people" } },
      replyable: true,
    },
    {
      what: "a reply with only the handle X puts there",
      event: {
        type: "post.reply.create",
        payload: { text: "@brand is it open?", display_text_range: [7, 18] },
      },
      replyable: false,
    },
    {
      what: "a reply that types a longer handle",
      event: { type: "post.reply.create", payload: { text: "@brandnew mail me@brand" } },
      replyable: false,
    },
    {
      what: "a reply that types the handle we had before",
      event: {
        type: "post.reply.create",
        payload: {
          text: "hi @oldbrand",
          entities: { mentions: [{ username: "oldbrand", id: brandAccount }] },
        },
      },
      replyable: true,
    },
  ])("$what: $replyable", ({ event, replyable }) => {
    expect(mentionOf(event).replyable).toBe(replyable);
  });

  test("on the enterprise tier it always does", () => {
    const [outcome] = normalise("x", eventOf({ type: "post.reply.create", payload: { text: "hi" } }), {
      tier: "enterprise",
    });
    expect(outcome).toMatchObject({ mention: { replyable: true } });
  });
});

describe("the brand's own post", () => {
  const own = { author_id: brandAccount, id: "2100000000000000009", edit_history_tweet_ids: undefined };

  test("is a reply to what it answers", () => {
    const payload = { ...own, in_reply_to_tweet_id: post.id, in_reply_to_user_id: "77" };
    expect(replyOf({ type: "post.create", payload })).toEqual({
      id: "x:2100000000000000009",
      platform: "x",
      channelId: "x",
      text: post.text,
      threadId: post.id,
      replyTo: post.id,
      toAuthorId: "77",
      public: true,
      createdAt: post.created_at,
      receivedAt: "2026-11-21T00:00:00.000Z",
      permalink: "https://x.com/i/web/status/2100000000000000009",
    });
  });

  test("that answers an edit, answers the mention", () => {
    const edit = "2100000000000000002";
    const payload = { ...own, in_reply_to_tweet_id: edit, in_reply_to_user_id: "77" };
    const includes = { tweets: [{ id: edit, edit_history_tweet_ids: [post.id, edit] }] };
    expect(replyOf({ type: "post.create", payload, includes }).replyTo).toBe(post.id);
  });

  test("that stands alone, or goes on in the brand's own thread, answers nobody", () => {
    expect(replyOf({ type: "post.create", payload: own }).replyTo).toBeNull();
    const payload = {
      ...own,
      in_reply_to_tweet_id: "2100000000000000008",
      in_reply_to_user_id: brandAccount,
    };
    expect(replyOf({ type: "post.create", payload }).replyTo).toBeNull();
  });

  test.each(["post.mention.create", "post.reply.create", "post.quote.create"])(
    "is a reply even when it comes as %s",
    (type) => {
      const payload = { ...own, in_reply_to_tweet_id: post.id };
      expect(replyOf({ type, payload }).replyTo).toBe(post.id);
    },
  );
});

const retweet = { ...post, referenced_tweets: [{ type: "retweeted", id: "1" }] };
const event = (type: string, payload: object = post) => ({ data: { event_type: type, payload } });

test.each([
  { what: "a repost", body: event("post.repost.create"), reason: "retweet" },
  { what: "a retweet told as a mention", body: event("post.mention.create", retweet), reason: "retweet" },
  {
    what: "the brand's retweet",
    body: event("post.create", { ...retweet, author_id: brandAccount }),
    reason: "retweet",
  },
  { what: "somebody else's post", body: event("post.create"), reason: "post.create of somebody else" },
  { what: "a type we do not read", body: event("chat.received", {}), reason: "event type chat.received" },
  {
    what: "direct messages without any",
    body: event("dm.received", { direct_message_events: [] }),
    reason: "direct messages without entries",
  },
  {
    what: "a type of tomorrow",
    body: { data: { event_type: "post.poll.close" } },
    reason: "event type post.poll.close",
  },
  { what: "a name of the language", body: event("constructor"), reason: "event type constructor" },
  { what: "a type nobody could print", body: event("ha\nha"), reason: "event type (unprintable)" },
  { what: "an empty array", body: [], reason: "an empty array" },
  {
    what: "the end of a replay",
    body: { replay_job_status: {} },
    reason: "control message replay_job_status",
  },
  { what: "a withdrawn consent", body: { user_event: {} }, reason: "control message user_event" },
  {
    what: "an Account Activity body of other things",
    body: { for_user_id: brandAccount, favorite_events: [{}, {}] },
    reason: "account activity favorite_events",
  },
  {
    what: "an Account Activity body with nothing in it",
    body: { for_user_id: brandAccount, tweet_create_events: [] },
    reason: "account activity tweet_create_events without entries",
  },
  { what: "an Account Activity body alone", body: { for_user_id: "1" }, reason: "account activity" },
])("$what is ignored, and the reason says so", ({ body, reason }) => {
  expect(normalise("x", body)).toEqual([{ outcome: "ignored", reason }]);
});

test.each([
  { what: "without an author", payload: { author_id: undefined }, reason: "author_id: invalid_type" },
  { what: "without a text", payload: { text: undefined }, reason: "text: invalid_type" },
  {
    what: "with an id that lost its digits",
    payload: { id: Number("2100000000000000001") },
    reason: "id: invalid_type",
  },
  { what: "of no time", payload: { created_at: "yesterday" }, reason: "created_at: invalid_format" },
  {
    what: "of before all time",
    payload: { created_at: "0000-01-01T00:00:00+01:00" },
    reason: "created_at: invalid_format",
  },
])("a post $what is set aside, without a word of it in the reason", ({ payload, reason }) => {
  const body = eventOf({ payload });
  expect(normalise("x", body)).toEqual([{ outcome: "unreadable", reason, entry: body }]);
});

test.each([
  { body: {} },
  { body: null },
  { body: "text" },
  { body: [{}] },
  { body: { data: {} } },
  { body: { data: { event_type: 5 } } },
])("$body has no shape of X", ({ body }) => {
  expect(() => normalise("x", body)).toThrow(PermanentError);
});
