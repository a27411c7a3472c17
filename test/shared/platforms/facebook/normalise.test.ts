import { describe, expect, test } from "vitest";
import type { Mention } from "../../../../shared/domain/messages/mention.ts";
import { PermanentError } from "../../../../shared/errors.ts";
import { parseExactly } from "../../../../shared/platforms/exact-json.ts";
import { brandPage, normalise } from "../channel.ts";

const post = `${brandPage}_500`;
const comment = {
  item: "comment",
  verb: "add",
  comment_id: "500_1",
  post_id: post,
  parent_id: post,
  created_time: 1_795_218_060,
  message: "Is the parcel walking?",
  from: { id: "77", name: "Ingrid" },
};

const change = (value: object = {}) => ({ field: "feed", value: { ...comment, ...value } });
const entry = (...changes: object[]) => ({ id: brandPage, time: 1_795_218_062, changes });
const page = (...entries: object[]) => ({ object: "page", entry: entries });
const at = (time: number) => ({ ...entry(), time });
const outcomeOf = (value: object) => normalise("facebook", page(entry(change(value))))[0];

const mentionOf = (value: object, around = entry()): Mention => {
  const [outcome] = normalise("facebook", page({ ...around, changes: [change(value)] }));
  if (outcome?.outcome !== "mention") throw new Error(`not a mention: ${JSON.stringify(outcome)}`);
  return outcome.mention;
};

test("a comment is everything we know of it", () => {
  expect(mentionOf({})).toEqual({
    id: "facebook:500_1",
    platform: "facebook",
    channelId: "facebook",
    kind: "comment",
    text: "Is the parcel walking?",
    author: { id: "77", handle: null, name: "Ingrid" },
    threadId: post,
    replyTo: null,
    createdAt: "2026-11-20T23:41:00.000Z",
    receivedAt: "2026-11-21T00:00:00.000Z",
    revision: 0,
    public: true,
    replyable: true,
    permalink: "https://www.facebook.com/500_1",
  });
});

test.each([
  {
    what: "under another comment",
    value: { parent_id: "500_9" },
    mention: { replyTo: "500_9", threadId: post },
  },
  { what: "that names no parent", value: { parent_id: undefined }, mention: { replyTo: null } },
  { what: "without words", value: { message: undefined }, mention: { text: "" } },
  {
    what: "of a hidden author",
    value: { from: undefined },
    mention: { author: { id: "unknown-500_1", handle: null, name: null } },
  },
  {
    what: "of an author without a name",
    value: { from: { id: "77" } },
    mention: { author: { id: "77", name: null } },
  },
  {
    what: "timed in milliseconds",
    value: { created_time: 1_795_218_060_500 },
    mention: { createdAt: "2026-11-20T23:41:00.500Z" },
  },
])("a comment $what", ({ value, mention }) => {
  expect(mentionOf(value)).toMatchObject(mention);
});

describe("an edited comment", () => {
  test.each(["edited", "edit"])("(%s) is a higher revision of the same mention", (verb) => {
    const edited = mentionOf({ verb, message: "Is it running?" });
    expect(edited).toMatchObject({ id: "facebook:500_1", text: "Is it running?" });
    expect(edited.revision).toBeGreaterThan(0);
  });

  test("is outdone by a later edit, in whatever order they arrive, whatever Meta counts in", () => {
    const first = mentionOf({ verb: "edited" }, at(1_795_218_070));
    const second = mentionOf({ verb: "edited" }, at(1_795_218_080_000));
    expect(second.revision).toBe(first.revision + 10);
  });

  test("is as late as the comment where the delivery has no time", () => {
    const timeless = { id: brandPage, changes: [] };
    const [outcome] = normalise("facebook", page({ ...timeless, changes: [change({ verb: "edited" })] }));
    expect(outcome).toMatchObject({ outcome: "mention", mention: { revision: comment.created_time } });
  });
});

describe("the page's own comment", () => {
  const from = { id: brandPage, name: "Brand" };

  test("answers the comment it stands under", () => {
    expect(outcomeOf({ from, comment_id: "500_2", parent_id: "500_1" })).toEqual({
      outcome: "reply",
      reply: {
        id: "facebook:500_2",
        platform: "facebook",
        channelId: "facebook",
        text: comment.message,
        threadId: post,
        replyTo: "500_1",
        toAuthorId: null,
        public: true,
        createdAt: "2026-11-20T23:41:00.000Z",
        receivedAt: "2026-11-21T00:00:00.000Z",
        permalink: "https://www.facebook.com/500_2",
      },
    });
  });

  test("answers nobody at the top of a post", () => {
    expect(outcomeOf({ from })).toMatchObject({ outcome: "reply", reply: { replyTo: null } });
  });
});

const withField = (field: string) => page(entry({ field, value: {} }));

test.each([
  { what: "a blocked comment", body: page(entry(change({ verb: "block" }))), reason: "comment block" },
  {
    what: "a removal of nobody knows what",
    body: page(entry(change({ verb: "remove", comment_id: undefined }))),
    reason: "comment withdrawn, of which Facebook does not say which",
  },
  { what: "a reaction", body: page(entry(change({ item: "reaction" }))), reason: "feed item reaction" },
  { what: "another field", body: withField("ratings"), reason: "field ratings" },
  {
    what: "a private message of nothing",
    body: page({ id: brandPage, messaging: [{}] }),
    reason: "messaging without a message",
  },
  {
    what: "a receipt",
    body: page({ id: brandPage, standby: [{ sender: { id: "7" }, read: { watermark: 1 } }] }),
    reason: "standby read",
  },
  {
    what: "a message of nobody",
    body: page({ id: brandPage, messaging: [{ message: { mid: "m_1", text: "hm" } }] }),
    reason: "messaging of nobody",
  },
  {
    what: "the dashboard's test button",
    body: page({ ...entry(change()), id: "0" }),
    reason: "the dashboard's test button",
  },
  { what: "another object", body: { object: "instagram", entry: [{}] }, reason: "object instagram" },
  { what: "an entry without updates", body: page(entry()), reason: "an entry without updates" },
  { what: "a body without entries", body: page(), reason: "no entries" },
  { what: "an empty array", body: [], reason: "no entries" },
])("$what is ignored, and the reason says so", ({ body, reason }) => {
  expect(normalise("facebook", body)).toEqual([{ outcome: "ignored", reason }]);
});

test.each([
  { verb: "remove", outcome: "withdrawn" },
  { verb: "hide", outcome: "hidden" },
  { verb: "unhide", outcome: "shown" },
])(
  "a comment or a post that is told with $verb is $outcome, at the time of the news",
  ({ verb, outcome }) => {
    const told = { outcome, at: "2026-11-20T23:41:02.000Z" };
    expect(outcomeOf({ verb, message: undefined })).toEqual({ ...told, id: "facebook:500_1" });
    expect(outcomeOf({ verb, item: "photo" })).toEqual({ ...told, id: `facebook:${post}` });
  },
);

describe("what is not under a post", () => {
  test.each(["status", "post", "photo", "video", "share"])(
    "a visitor's %s is a mention with a thread of its own",
    (item) => {
      expect(mentionOf({ item, comment_id: undefined })).toMatchObject({
        id: `facebook:${post}`,
        kind: "mention",
        threadId: post,
        replyTo: null,
      });
    },
  );

  test("the page's own answers nobody", () => {
    expect(outcomeOf({ item: "status", from: { id: brandPage } })).toMatchObject({
      outcome: "reply",
      reply: { id: `facebook:${post}`, replyTo: null },
    });
  });

  test("ids beyond what numbers hold keep every digit", () => {
    const body = `{"object":"page","entry":[{"id":${brandPage},"time":1795218062,"changes":[{"field":"mention","value":{"verb":"add","item":"post","post_id":"9_1","sender_id":10223372036854775001}}]}]}`;
    expect(normalise("facebook", parseExactly(body))).toMatchObject([
      { outcome: "mention", mention: { author: { id: "10223372036854775001" }, text: "" } },
    ]);
  });
});

test("a body wrapped in an array is read like the body in it", () => {
  expect(normalise("facebook", [page(entry(change()))])).toEqual(
    normalise("facebook", page(entry(change()))),
  );
});

test("an unreadable change is set aside alone, and the others are heard", () => {
  const poison = {
    field: "feed",
    value: { item: "comment", verb: "add", message: "secret", created_time: "now" },
  };
  const outcomes = normalise("facebook", page(entry(change(), poison), { nonsense: true }, entry(change())));
  expect(outcomes).toMatchObject([
    { outcome: "mention" },
    {
      outcome: "unreadable",
      reason: "comment_id: invalid_type, post_id: invalid_type, created_time: invalid_type",
      entry: page({ ...entry(), changes: [poison] }),
    },
    { outcome: "unreadable", reason: "id: invalid_type", entry: page({ nonsense: true }) },
    { outcome: "mention" },
  ]);
});

test.each([{ body: {} }, { body: null }, { body: 5 }, { body: [page(), "x"] }, { body: { object: "page" } }])(
  "$body has no shape of Meta",
  ({ body }) => {
    expect(() => normalise("facebook", body)).toThrow(PermanentError);
  },
);

test("what an app of the brand's says by itself stops no clock, where the channel names the app", () => {
  const message = { mid: "m_1", text: "We got your message!", is_echo: true, app_id: 4711 };
  const messaging = [
    { sender: { id: brandPage }, recipient: { id: "77" }, timestamp: 1_795_218_060_000, message },
  ];
  const said = page({ id: brandPage, time: 1_795_218_060_000, messaging });
  expect(normalise("facebook", said)).toMatchObject([{ outcome: "reply" }]);
  expect(normalise("facebook", said, { bots: ["4711"] })).toEqual([
    { outcome: "ignored", reason: "an automatic reply" },
  ]);
});
