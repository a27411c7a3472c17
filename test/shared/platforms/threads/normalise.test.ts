import { expect, test } from "vitest";
import { PermanentError } from "../../../../shared/errors.ts";
import { brandThreads, normalise } from "../channel.ts";

const post = {
  id: "18012345678900101",
  username: "tram_at_dawn",
  text: "day four",
  permalink: "https://www.threads.net/@tram_at_dawn/post/Da1",
  replied_to: { id: "5" },
  root_post: { id: "1", owner_id: brandThreads, username: "brand.on.threads" },
  timestamp: "2026-11-20T23:41:02+0000",
};
const body = (field: string, value: object) => ({
  topic: "moderate",
  time: 1_795_218_063,
  values: { field, value },
});
const heard = (field: string, value: object) => normalise("threads", body(field, { ...post, ...value }))[0];

test("a reply is everything we know of it", () => {
  expect(heard("replies", {})).toEqual({
    outcome: "mention",
    mention: {
      id: "threads:18012345678900101",
      platform: "threads",
      channelId: "threads",
      kind: "reply",
      text: "day four",
      author: { id: "tram_at_dawn", handle: "tram_at_dawn", name: null },
      threadId: "1",
      replyTo: "5",
      createdAt: "2026-11-20T23:41:02.000Z",
      receivedAt: "2026-11-21T00:00:00.000Z",
      revision: 0,
      public: true,
      replyable: true,
      permalink: post.permalink,
    },
  });
});

test("a mention opens a thread of its own", () => {
  const value = { replied_to: undefined, root_post: undefined };
  expect(heard("mentions", value)).toMatchObject({
    mention: { kind: "mention", threadId: post.id, replyTo: null },
  });
});

test.each([
  { what: "the configured handle", value: { username: "Brand" } },
  { what: "the opener of the brand's thread", value: { username: "brand.on.threads" } },
  { what: "the account", value: { owner: { id: brandThreads } } },
])("what $what wrote is the brand's answer", ({ value }) => {
  expect(heard("replies", value)).toMatchObject({ outcome: "reply", reply: { replyTo: "5", public: true } });
});

test("what the brand publishes is its own, and what it deletes is taken back", () => {
  expect(heard("publish", {})).toMatchObject({ outcome: "reply" });
  expect(heard("delete", { deleted_at: "2026-11-20T23:50:00+0000" })).toEqual({
    outcome: "withdrawn",
    id: "threads:18012345678900101",
    at: "2026-11-20T23:50:00.000Z",
  });
});

test("an unreadable post is set aside alone, and a field of tomorrow ignored", () => {
  const values = [
    { field: "replies", value: { text: "no id" } },
    { field: "polls" },
    { field: "replies", value: post },
  ];
  expect(normalise("threads", { time: 1, values })).toMatchObject([
    { outcome: "unreadable", reason: "id: invalid_type", entry: { time: 1, values: values[0] } },
    { outcome: "ignored", reason: "field polls" },
    { outcome: "mention" },
  ]);
});

test.each([{ body: {} }, { body: { values: 5 } }, { body: null }])(
  "$body has no shape of Threads",
  ({ body: bad }) => {
    expect(() => normalise("threads", bad)).toThrow(PermanentError);
  },
);
