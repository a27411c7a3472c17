import { expect, test } from "vitest";
import { parseExactly } from "../../../../shared/platforms/exact-json.ts";
import { brandAccount, normalise } from "../channel.ts";

const user = { id_str: "77", screen_name: "mara", name: "Mara" };
const names = (id_str: string) => ({ user_mentions: [{ id_str, screen_name: "brand" }] });
const post = {
  id: 2_100_000_000_000_000_000,
  id_str: "2100000000000000001",
  text: "@brand open?",
  created_at: "Fri Nov 20 23:41:00 +0000 2026",
  user,
  in_reply_to_status_id_str: null,
  entities: names(brandAccount),
};
const body = (...tweet_create_events: object[]) => ({ for_user_id: brandAccount, tweet_create_events });
const heard = (changes: object) => normalise("x", body({ ...post, ...changes }))[0];

const xActivity = {
  data: {
    event_type: "post.mention.create",
    payload: {
      id: post.id_str,
      author_id: user.id_str,
      text: post.text,
      created_at: "2026-11-20T23:41:00.000Z",
      conversation_id: post.id_str,
      edit_history_tweet_ids: [post.id_str],
    },
    includes: { users: [{ id: user.id_str, username: user.screen_name, name: user.name }] },
  },
};

test("both products tell the same mention", () => {
  expect(normalise("x", body(post))).toEqual(normalise("x", xActivity));
});

test("of a long post the whole is read, by its own range, unescaped once", () => {
  const extended_tweet = {
    full_text: "👍👍 @brand May &amp; June, &lt;both&gt;, and the rest of it",
    display_text_range: [3, 60],
    entities: names(brandAccount),
  };
  expect(heard({ text: "👍👍 @brand May &am…", truncated: true, extended_tweet })).toMatchObject({
    mention: { text: "@brand May & June, <both>, and the rest of it" },
  });
});

const reply = { in_reply_to_status_id_str: "5", in_reply_to_user_id_str: brandAccount };

test.each([
  {
    what: "a reply that types no handle",
    changes: { ...reply, text: "@brand yes", display_text_range: [7, 10] },
    said: { kind: "reply", replyTo: "5", threadId: "5", replyable: false },
  },
  {
    what: "a reply that does",
    changes: { ...reply, text: "@brand hey @brand", display_text_range: [7, 17] },
    said: { kind: "reply", replyable: true },
  },
  {
    what: "a quote of the brand",
    changes: { text: "look", entities: {}, quoted_status: { id_str: "9", user: { id_str: brandAccount } } },
    said: { kind: "quote", replyable: true },
  },
  {
    what: "a quote of somebody else",
    changes: { text: "look", entities: {}, quoted_status: { id_str: "9", user: { id_str: "8" } } },
    said: { kind: "quote", replyable: false },
  },
  {
    what: "an edit",
    changes: { id_str: "2100000000000000002", edit_history: { initial_tweet_id: "2100000000000000001" } },
    said: { id: "x:2100000000000000001", revision: 1 },
  },
])("$what", ({ changes, said }) => {
  expect(heard(changes)).toMatchObject({ outcome: "mention", mention: said });
});

test("the brand's own post is its voice, and a retweet says nothing", () => {
  expect(
    heard({ user: { id_str: brandAccount }, in_reply_to_status_id_str: "5", in_reply_to_user_id_str: "77" }),
  ).toMatchObject({
    outcome: "reply",
    reply: { replyTo: "5", toAuthorId: "77" },
  });
  expect(heard({ retweeted_status: {} })).toEqual({ outcome: "ignored", reason: "retweet" });
});

test("numbers beyond 2^53 keep every digit", () => {
  const text = `{"for_user_id":"${brandAccount}","tweet_delete_events":[{"status":{"id":2100000000000000001},"timestamp_ms":"1795218060000"}]}`;
  expect(normalise("x", parseExactly(text))).toEqual([
    { outcome: "withdrawn", id: "x:2100000000000000001", at: "2026-11-20T23:41:00.000Z" },
  ]);
});

test("one of a thousand that cannot be read is set aside alone, with what it shares with the others", () => {
  const posts = Array.from({ length: 1000 }, (_, index) =>
    index === 7 ? { text: "?" } : { ...post, id_str: String(index) },
  );
  const outcomes = normalise("x", body(...posts));
  expect(outcomes.filter(({ outcome }) => outcome === "mention")).toHaveLength(999);
  expect(outcomes[7]).toMatchObject({ outcome: "unreadable", entry: body({ text: "?" }) });
});
