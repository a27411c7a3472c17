import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { MessageId } from "../../../shared/domain/ids.ts";
import { Mention } from "../../../shared/domain/messages/mention.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { Reply } from "../../../shared/domain/messages/reply.ts";
import type { Outcome } from "../../../shared/platforms/platform-adapter.ts";
import { brandAccount, brandInstagram, brandPage, normalise } from "./channel.ts";

/** Values that go deep into the parsers: mostly what belongs there, sometimes anything. */
const mostly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.jsonValue() });

const digits = fc.oneof(fc.constantFrom(brandAccount, brandPage, "1", "2"), fc.stringMatching(/^\d{1,25}$/u));
const anyText = fc.string({ unit: "binary" });
const instant = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());

const post = fc.record(
  {
    id: mostly(digits),
    author_id: mostly(digits),
    text: mostly(anyText),
    created_at: mostly(instant),
    conversation_id: mostly(digits),
    edit_history_tweet_ids: mostly(fc.array(digits)),
    in_reply_to_tweet_id: mostly(digits),
    in_reply_to_user_id: mostly(digits),
    referenced_tweets: mostly(
      fc.array(fc.record({ type: fc.constantFrom("quoted", "retweeted"), id: digits })),
    ),
    display_text_range: mostly(fc.array(fc.double())),
    note_tweet: mostly(fc.record({ text: anyText })),
    entities: mostly(fc.record({ mentions: fc.array(fc.record({ username: anyText, id: digits })) })),
  },
  { requiredKeys: ["id", "author_id", "text", "created_at"] },
);

const user = fc.record({ id: digits, username: anyText, name: anyText });
const directMessage = fc.record({
  type: mostly(fc.constant("message_create")),
  id: mostly(digits),
  created_timestamp: mostly(fc.integer({ min: 0, max: 2 ** 42 }).map(String)),
  message_create: mostly(
    fc.record({
      target: mostly(fc.record({ recipient_id: digits })),
      sender_id: mostly(digits),
      message_data: mostly(fc.record({ text: anyText })),
    }),
  ),
});
const legacyPost = fc.record({
  id_str: mostly(digits),
  text: mostly(anyText),
  created_at: mostly(fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())),
  user: mostly(fc.record({ id_str: digits, screen_name: anyText, name: anyText })),
  in_reply_to_status_id_str: mostly(fc.option(digits)),
  in_reply_to_user_id_str: mostly(fc.option(digits)),
  extended_tweet: mostly(fc.option(fc.record({ full_text: anyText }))),
});
const activityBody = fc.record({
  for_user_id: mostly(digits),
  tweet_create_events: mostly(fc.array(mostly(legacyPost))),
  tweet_delete_events: mostly(fc.array(mostly(fc.record({ status: fc.record({ id: digits }) })))),
  direct_message_events: mostly(fc.array(mostly(directMessage))),
  users: mostly(fc.dictionary(digits, fc.record({ name: anyText }))),
});
const streamBody = fc.record({ data: mostly(post), matching_rules: fc.jsonValue() });
const eventBody = fc.record({
  data: mostly(
    fc.record({
      event_type: mostly(
        fc.constantFrom(
          "post.create",
          "post.mention.create",
          "post.reply.create",
          "post.quote.create",
          "post.delete",
          "dm.received",
        ),
      ),
      payload: mostly(
        fc.oneof(
          post,
          fc.record({ direct_message_events: fc.array(mostly(directMessage)), users: fc.jsonValue() }),
        ),
      ),
      includes: mostly(fc.record({ users: mostly(fc.array(mostly(user))), tweets: mostly(fc.array(post)) })),
    }),
  ),
});

const xBody = fc.oneof(eventBody, activityBody, streamBody);

const commentId = fc.oneof(fc.stringMatching(/^\d{1,15}_\d{1,15}$/u), anyText);
const comment = fc.record(
  {
    item: mostly(fc.constant("comment")),
    verb: mostly(fc.constantFrom("add", "edited", "remove")),
    comment_id: mostly(commentId),
    post_id: mostly(commentId),
    parent_id: mostly(commentId),
    created_time: mostly(fc.oneof(fc.integer({ min: 0, max: 2 ** 32 }), fc.double())),
    message: mostly(anyText),
    from: mostly(fc.record({ id: fc.oneof(digits, anyText), name: anyText })),
  },
  { requiredKeys: ["item", "verb"] },
);
/** Enough for one to be broken between two others. */
const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });

const times = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: 0, max: 2 ** 41 }).map(String));
const people = fc.record({ id: fc.oneof(digits, fc.constantFrom(brandPage, brandInstagram)) });
const messaging = fc.record(
  {
    sender: mostly(people),
    recipient: mostly(people),
    timestamp: mostly(times),
    message: mostly(
      fc.record(
        {
          mid: mostly(anyText.map((text) => `m_${text}`)),
          text: mostly(anyText),
          is_echo: mostly(fc.boolean()),
          is_deleted: mostly(fc.boolean()),
        },
        { requiredKeys: ["mid"] },
      ),
    ),
    message_edit: mostly(fc.record({ mid: fc.constant("m_1"), text: anyText, num_edit: fc.nat() })),
  },
  { requiredKeys: ["sender", "recipient"] },
);

const entries = (id: string, changes: fc.Arbitrary<unknown>) =>
  mostly(
    few(
      mostly(
        fc.record(
          {
            id: mostly(fc.constantFrom(id, "0")),
            time: mostly(times),
            changes: mostly(few(mostly(changes))),
            messaging: mostly(few(mostly(messaging))),
            standby: mostly(few(mostly(messaging))),
          },
          { requiredKeys: ["id"] },
        ),
      ),
    ),
  );

const facebookBody = fc.record({
  object: mostly(fc.constant("page")),
  entry: entries(brandPage, fc.record({ field: fc.constantFrom("feed", "mention"), value: mostly(comment) })),
});

const instagramComment = fc.record(
  {
    id: mostly(digits),
    comment_id: mostly(digits),
    media_id: mostly(digits),
    parent_id: mostly(digits),
    text: mostly(anyText),
    from: mostly(fc.record({ id: digits, username: fc.oneof(anyText, fc.constant("brand")) })),
    media: mostly(fc.record({ id: digits })),
  },
  { requiredKeys: ["id", "media"] },
);
const instagramBody = fc.record({
  object: mostly(fc.constant("instagram")),
  entry: entries(
    brandInstagram,
    fc.record({
      field: fc.constantFrom("comments", "mentions", "live_comments"),
      value: mostly(instagramComment),
    }),
  ),
});

const whatsappMessage = fc.record(
  {
    id: mostly(fc.stringMatching(/^wamid\.[\w=]{1,9}$/u)),
    from: mostly(digits),
    to: mostly(digits),
    from_user_id: mostly(fc.stringMatching(/^US\.\d{1,9}$/u)),
    timestamp: mostly(times),
    type: mostly(fc.constantFrom("text", "image", "reaction", "revoke", "edit", "unsupported")),
    text: mostly(fc.record({ body: anyText })),
    revoke: mostly(fc.record({ original_message_id: fc.constant("wamid.1") })),
    edit: mostly(fc.record({ original_message_id: fc.constant("wamid.1"), message: fc.jsonValue() })),
  },
  { requiredKeys: ["id", "timestamp", "type"] },
);
const whatsappBody = fc.record({
  object: mostly(fc.constant("whatsapp_business_account")),
  entry: entries(
    "1",
    fc.record({
      field: fc.constantFrom("messages", "smb_message_echoes", "history"),
      value: mostly(
        fc.record(
          {
            metadata: mostly(fc.record({ phone_number_id: digits })),
            contacts: mostly(few(mostly(fc.record({ wa_id: digits, profile: fc.jsonValue() })))),
            messages: mostly(few(mostly(whatsappMessage))),
            message_echoes: mostly(few(mostly(whatsappMessage))),
            statuses: mostly(few(mostly(fc.record({ status: anyText })))),
          },
          { requiredKeys: ["metadata"] },
        ),
      ),
    }),
  ),
});

const threadsBody = fc.record({
  time: mostly(times),
  values: mostly(
    fc.record({
      field: mostly(fc.constantFrom("replies", "mentions", "publish", "delete", "polls")),
      value: mostly(
        fc.record({
          id: mostly(digits),
          username: mostly(fc.oneof(anyText, fc.constant("brand"))),
          text: mostly(anyText),
          timestamp: mostly(instant),
          permalink: mostly(fc.webUrl()),
          replied_to: mostly(fc.record({ id: digits })),
          root_post: mostly(fc.record({ id: digits, owner_id: digits, username: anyText })),
        }),
      ),
    }),
  ),
});

const words = {
  id: mostly(fc.stringMatching(/^[\w-]{1,9}$/u)),
  text: mostly(anyText),
  threadId: mostly(digits),
  createdAt: mostly(instant),
  public: mostly(fc.boolean()),
};
const standardBody = fc.record({
  type: mostly(
    fc.constantFrom(
      "mention.created",
      "mention.edited",
      "reply.created",
      "message.withdrawn",
      "message.hidden",
    ),
  ),
  data: mostly(
    fc.record({ ...words, author: mostly(fc.record({ id: digits, name: anyText })), at: mostly(instant) }),
  ),
});

const bodies: Record<Platform, fc.Arbitrary<unknown>> = {
  x: xBody,
  facebook: facebookBody,
  instagram: instagramBody,
  whatsapp: whatsappBody,
  threads: threadsBody,
  "standard-webhooks": standardBody,
};

/** What the rest of the pipeline relies on: a mention and a reply are whole, and everything else has a reason. */
const isSound = (outcome: Outcome): boolean => {
  if (outcome.outcome === "mention") return Mention.safeParse(outcome.mention).success;
  if (outcome.outcome === "reply") return Reply.safeParse(outcome.reply).success;
  return "reason" in outcome ? /\S/u.test(outcome.reason) : MessageId.safeParse(outcome.id).success;
};

/** The kinds of outcome a body has, or `refused`; null when the parser did what it must never do. */
const kindsOf = (platform: Platform, body: unknown): readonly string[] | null => {
  try {
    const outcomes = normalise(platform, body);
    return outcomes.every(isSound) ? outcomes.map(({ outcome }) => outcome) : null;
  } catch (error) {
    return error instanceof PermanentError ? ["refused"] : null;
  }
};

describe.each(Platform.options)("whatever is posted as %s", (platform) => {
  test.each<{ what: string; body: fc.Arbitrary<unknown> }>([
    { what: "any JSON", body: fc.jsonValue() },
    { what: "nearly a webhook", body: bodies[platform] },
  ])("$what becomes sound outcomes, at least one, or a PermanentError", ({ body }) => {
    const isHandled = fc.property(body, (any) => (kindsOf(platform, any) ?? []).length > 0);
    expect(() => fc.assert(isHandled, { numRuns: 500 })).not.toThrow();
  });

  test("nearly a webhook is sometimes heard and sometimes set aside, so the test above looks deep enough", () => {
    const kinds = fc
      .sample(bodies[platform], { numRuns: 2000, seed: 1 })
      .flatMap((any) => kindsOf(platform, any));
    const expected = ["mention", "reply", "withdrawn", "ignored", "unreadable", "refused"];
    expect(expected.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});
