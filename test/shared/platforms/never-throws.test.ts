import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { Mention } from "../../../shared/domain/mention.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { Reply } from "../../../shared/domain/reply.ts";
import type { Outcome } from "../../../shared/platforms/platform-adapter.ts";
import { brandAccount, brandPage, normalise } from "./channel.ts";

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
const xBody = fc.record({
  data: mostly(
    fc.record({
      event_type: mostly(
        fc.constantFrom("post.create", "post.mention.create", "post.reply.create", "post.quote.create"),
      ),
      payload: mostly(post),
      includes: mostly(fc.record({ users: mostly(fc.array(mostly(user))), tweets: mostly(fc.array(post)) })),
    }),
  ),
});

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
const facebookBody = fc.record({
  object: mostly(fc.constant("page")),
  entry: mostly(
    fc.array(
      mostly(
        fc.record({
          id: mostly(fc.constantFrom(brandPage, "0")),
          time: mostly(fc.maxSafeInteger()),
          changes: mostly(
            fc.array(mostly(fc.record({ field: fc.constant("feed"), value: mostly(comment) }))),
          ),
        }),
      ),
    ),
  ),
});

const bodies: Record<Platform, fc.Arbitrary<unknown>> = { x: xBody, facebook: facebookBody };

/** What the rest of the pipeline relies on: a mention and a reply are whole, and everything else has a reason. */
const isSound = (outcome: Outcome): boolean => {
  if (outcome.outcome === "mention") return Mention.safeParse(outcome.mention).success;
  if (outcome.outcome === "reply") return Reply.safeParse(outcome.reply).success;
  return /\S/u.test(outcome.reason);
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
      .sample(bodies[platform], { numRuns: 1000, seed: 1 })
      .flatMap((any) => kindsOf(platform, any));
    expect(new Set(kinds)).toEqual(new Set(["mention", "reply", "ignored", "unreadable", "refused"]));
  });
});
