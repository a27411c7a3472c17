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
    created_time: mostly(fc.double()),
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

const bodies = { x: xBody, facebook: facebookBody } satisfies Record<Platform, fc.Arbitrary<unknown>>;

/** What the rest of the pipeline relies on: a mention and a reply are whole, and everything has a reason. */
const expectSound = (outcome: Outcome): void => {
  if (outcome.outcome === "mention") Mention.parse(outcome.mention);
  else if (outcome.outcome === "reply") Reply.parse(outcome.reply);
  else expect(outcome.reason).toMatch(/\S/u);
};

const outcomesOrPermanentError = (platform: Platform, body: unknown): readonly Outcome[] | null => {
  try {
    return normalise(platform, body);
  } catch (error) {
    expect(error).toBeInstanceOf(PermanentError);
    return null;
  }
};

describe.each(Platform.options)("whatever is posted as %s", (platform) => {
  test.each([
    { what: "any JSON", body: fc.jsonValue() },
    { what: "nearly a webhook", body: bodies[platform] },
  ])("$what becomes sound outcomes, at least one, or a PermanentError", ({ body }) => {
    fc.assert(
      fc.property(body, (any) => {
        const outcomes = outcomesOrPermanentError(platform, any);
        if (outcomes !== null) expect(outcomes.length).toBeGreaterThan(0);
        outcomes?.forEach(expectSound);
      }),
      { numRuns: 500 },
    );
  });
});
