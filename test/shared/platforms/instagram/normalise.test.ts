import { describe, expect, test } from "vitest";
import { brandInstagram, normalise } from "../channel.ts";

const comment = {
  id: "17900112233445566",
  from: { id: "8800112233", username: "greenest_door" },
  text: "which green?",
  media: { id: "18000112233445566" },
};
const body = (entry: object) => ({
  object: "instagram",
  entry: [{ id: brandInstagram, time: 1_795_218_062, ...entry }],
});
const change = (value: object, field = "comments") => body({ changes: [{ field, value }] });
const heard = (value: object) => normalise("instagram", change({ ...comment, ...value }))[0];

test("a comment is everything we know of it; its time is when Instagram told us", () => {
  expect(heard({})).toEqual({
    outcome: "mention",
    mention: {
      id: "instagram:17900112233445566",
      platform: "instagram",
      channelId: "instagram",
      kind: "comment",
      text: "which green?",
      author: { id: "8800112233", handle: "greenest_door", name: null },
      threadId: "18000112233445566",
      replyTo: null,
      createdAt: "2026-11-20T23:41:02.000Z",
      receivedAt: "2026-11-21T00:00:00.000Z",
      revision: 0,
      public: true,
      replyable: true,
      permalink: null,
    },
  });
});

test("both set-ups, and the documentation's own template, tell the same comment", () => {
  const { id, ...rest } = comment;
  expect(normalise("instagram", change({ ...rest, comment_id: id }))).toEqual([heard({})]);
  expect(normalise("instagram", [body({ field: "comments", value: comment })])).toEqual([heard({})]);
});

test("a comment under an advert is in the thread of what is advertised", () => {
  const media = { id: "18000112233449999", original_media_id: comment.media.id };
  expect(heard({ media })).toEqual(heard({}));
});

test.each([
  { what: "its id", from: { id: brandInstagram } },
  { what: "Instagram's mark", from: { id: "9", self_ig_scoped_id: "9" } },
  { what: "its handle", from: { username: "Brand" } },
])("the brand's own comment is known by $what", ({ from }) => {
  expect(heard({ from, parent_id: "17900112233445000" })).toMatchObject({
    outcome: "reply",
    reply: { replyTo: "17900112233445000" },
  });
});

test.each([
  { what: "a comment", value: { media_id: "1", comment_id: "2" }, id: "instagram:2" },
  { what: "a caption", value: { media_id: "1" }, id: "instagram:1" },
])("somebody who names the brand in $what is heard, though the words are left out", ({ value, id }) => {
  expect(normalise("instagram", change(value, "mentions"))).toMatchObject([
    { outcome: "mention", mention: { id, kind: "mention", text: "", threadId: "1" } },
  ]);
});

describe("in private", () => {
  const person = { id: "5512340001" };
  const message = (fields: object, around: object = {}) =>
    normalise(
      "instagram",
      body({
        messaging: [
          {
            sender: person,
            recipient: { id: brandInstagram },
            timestamp: "1795218071500",
            message: { mid: "m_1=", ...fields },
            ...around,
          },
        ],
      }),
    )[0];

  test.each([
    { what: "a message", fields: { text: "hi" }, said: { text: "hi", replyTo: null } },
    {
      what: "an answer to a message",
      fields: { text: "hi", reply_to: { mid: "m_0" } },
      said: { replyTo: "m_0" },
    },
    {
      what: "an answer to a story",
      fields: { text: "hi", reply_to: { story: { id: "7" } } },
      said: { replyTo: "7" },
    },
    {
      what: "a story that names the brand",
      fields: { attachments: [{ type: "story_mention" }] },
      said: { text: "" },
    },
    { what: "something we cannot read", fields: { is_unsupported: true }, said: { text: "" } },
  ])("$what is heard", ({ fields, said }) => {
    expect(message(fields)).toMatchObject({
      outcome: "mention",
      mention: {
        id: "instagram:m_1=",
        kind: "message",
        author: person,
        threadId: `${brandInstagram}-${person.id}`,
        createdAt: "2026-11-20T23:41:11.500Z",
        public: false,
        ...said,
      },
    });
  });

  test("what was unsent is taken back", () => {
    expect(message({ is_deleted: true })).toEqual({
      outcome: "withdrawn",
      id: "instagram:m_1=",
      at: "2026-11-20T23:41:11.500Z",
    });
  });

  test.each([
    {
      what: "marked as an echo",
      around: { sender: { id: brandInstagram }, recipient: person },
      fields: { is_echo: true },
    },
    { what: "not marked at all", around: { sender: { id: brandInstagram }, recipient: person }, fields: {} },
    { what: "marked, the wrong way round", around: {}, fields: { is_echo: true } },
  ])("what the brand says, $what, is a reply to the person", ({ around, fields }) => {
    expect(message({ text: "hello", ...fields }, around)).toMatchObject({
      outcome: "reply",
      reply: { toAuthorId: person.id, threadId: `${brandInstagram}-${person.id}`, public: false },
    });
  });

  test("a message among the changes, as the dashboard sends it, is the same message", () => {
    const value = {
      sender: person,
      recipient: { id: brandInstagram },
      timestamp: 1_795_218_071_500,
      message: { mid: "m_1=", text: "hi" },
    };
    expect(normalise("instagram", change(value, "messages"))).toEqual([message({ text: "hi" })]);
  });
});

test("another field is ignored", () => {
  expect(normalise("instagram", change({}, "story_insights"))).toEqual([
    { outcome: "ignored", reason: "field story_insights" },
  ]);
});
