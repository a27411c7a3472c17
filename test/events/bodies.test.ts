import { describe, expect, test } from "vitest";
import { Platform } from "../../shared/domain/platform.ts";
import { doors } from "../../shared/platforms/doors.ts";
import type { Outcome } from "../../shared/platforms/platform-adapter.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { normalise } from "../shared/platforms/channel.ts";
import { recordedBodies, recordedBody } from "./recorded-body.ts";

/** What each body is to the brand, entry by entry. */
const meanings: Record<Platform, Record<string, string>> = {
  x: {
    "account-activity-mention": "ignored: account activity tweet_create_events",
    "all-sorted-thanks": "reply, unanswerable",
    "arabic-outage-before-a-meeting": "mention",
    "bill-with-html-entities": "mention",
    "brand-answers-outage": "answer",
    "brand-answers-wrong-order-number": "answer",
    "brand-continues-its-answer": "answer to nobody",
    "brand-deletes-a-post": "ignored: event type post.delete",
    "brand-opens-a-shop": "answer to nobody",
    "brand-reply-seen-as-a-mention": "answer",
    "consent-revoked": "ignored: event type oauth.revoke",
    "direct-message": "ignored: event type dm.received",
    "encrypted-chat": "ignored: event type chat.received",
    "event-type-of-tomorrow": "ignored: event type post.poll.close",
    "family-plan-price": "mention",
    "family-without-signal": "mention",
    "filtered-stream-match": "ignored: filtered stream",
    "french-cancelled-appointment": "mention",
    "german-double-charge": "mention",
    "giveaway-account": "mention",
    "hebrew-upgrade-question": "mention",
    "hold-music": "mention",
    "internship-question": "mention",
    "japanese-thanks": "mention",
    "last-warning-before-leaving": "mention",
    "late-night-love": "mention",
    "leaving-another-network": "mention",
    "like-of-a-brand-post": "ignored: event type like.create",
    "locked-out-at-the-gate": "mention",
    "long-story-of-a-move": "mention",
    "mention-that-is-also-a-reply": "mention",
    "mention-without-its-author": "unreadable: author_id: invalid_type",
    "nearly-one-megabyte": "mention",
    "new-follower": "ignored: event type follow.follow",
    "order-before-midnight": "mention",
    "outage-at-night": "mention",
    "outage-follow-up": "reply, unanswerable",
    "parcel-from-an-unknown-author": "mention",
    "poem-about-a-queue": "mention",
    "praise-for-the-engineer": "mention",
    "quote-never-miss-a-moment": "quote",
    "quote-switching-over": "quote",
    "replay-job-finished": "ignored: control message replay_job_status",
    "reply-that-is-also-a-mention": "reply",
    "retweet-of-the-opening": "ignored: retweet",
    "retweet-seen-as-a-mention": "ignored: retweet",
    "somebody-else-posts": "ignored: post.create of somebody else",
    "spanish-shop-on-sunday": "mention",
    "stolen-phone-abroad": "mention",
    "sunday-question-under-a-post": "reply, unanswerable",
    "third-broken-router": "mention",
    "ukrainian-bank-codes": "mention",
    "wrong-order-number": "mention",
    "wrong-order-number-edited": "mention, revised",
  },
  facebook: {
    "busy-minute": "comment | comment | ignored: feed item reaction | comment",
    "comment-arabic-student-offer": "comment",
    "comment-hebrew-exam": "comment",
    "comment-hidden": "ignored: comment hide",
    "comment-hindi-thanks": "comment",
    "comment-late-parcel": "comment",
    "comment-medical-alarm": "comment",
    "comment-photo-only": "comment",
    "comment-polish-invoice": "comment",
    "comment-praise": "comment",
    "comment-removed": "ignored: comment remove",
    "comment-tablet-in-stock": "comment",
    "comment-with-a-typo": "comment",
    "comment-with-a-typo-corrected": "comment, revised",
    "comment-without-author": "comment",
    "customer-answers-a-customer": "comment",
    "dashboard-test-button": "ignored: the dashboard's test button",
    "instagram-comment": "ignored: object instagram",
    "messenger-message": "ignored: messaging",
    "one-unreadable-among-three":
      "comment | unreadable: comment_id: invalid_type, created_time: invalid_type | comment",
    "page-answers-late-parcel": "answer",
    "page-comments-on-its-own-post": "answer to nobody",
    "page-mentioned-elsewhere": "ignored: field mention",
    "page-posts-a-status": "ignored: feed item status",
    "reaction-to-a-post": "ignored: feed item reaction",
    "visitor-posts-on-the-page": "ignored: feed item status",
    "wrapped-in-an-array": "comment",
  },
};

const meaningOf = (outcome: Outcome): string => {
  if (outcome.outcome === "mention") {
    const { kind, revision, replyable } = outcome.mention;
    return `${kind}${revision > 0 ? ", revised" : ""}${replyable ? "" : ", unanswerable"}`;
  }
  if (outcome.outcome === "reply") return outcome.reply.replyTo === null ? "answer to nobody" : "answer";
  return `${outcome.outcome}: ${outcome.reason}`;
};

const meaningOfBody = (platform: Platform, body: string): string =>
  normalise(platform, JSON.parse(body)).map(meaningOf).join(" | ");

/** What the first entry of a body says, whoever said it. */
const saidIn = (platform: Platform, name: string) => {
  const [first] = normalise(platform, JSON.parse(recordedBody(platform, name)));
  if (first?.outcome === "mention") return first.mention;
  if (first?.outcome === "reply") return first.reply;
  throw new Error(`${name} says nothing`);
};

describe.each(Platform.options)("%s", (platform) => {
  test.each(recordedBodies(platform))("%s", (name) => {
    expect(meaningOfBody(platform, recordedBody(platform, name))).toBe(meanings[platform][name]);
  });

  test("has a body for every meaning listed", () => {
    expect(recordedBodies(platform).toSorted()).toEqual(Object.keys(meanings[platform]).toSorted());
  });

  test.each(recordedBodies(platform))(
    "%s keeps its meaning when it is split and when it is told afresh",
    (name) => {
      const body = recordedBody(platform, name);
      const parts = doors[platform].split(body, 1).map((part) => meaningOfBody(platform, part));
      const told = rehearsals[platform].freshen(body, 3_600_000);
      expect(parts.join(" | ")).toBe(meanings[platform][name]);
      expect(meaningOfBody(platform, told)).toBe(meanings[platform][name]);
    },
  );
});

test.each([
  ["x", "mention-that-is-also-a-reply", "reply-that-is-also-a-mention"],
  ["x", "wrong-order-number", "wrong-order-number-edited"],
  ["facebook", "comment-with-a-typo", "comment-with-a-typo-corrected"],
] as const)("on %s, %s and %s are one mention", (platform, one, other) => {
  expect(saidIn(platform, one).id).toBe(saidIn(platform, other).id);
});

test.each([
  ["x", "brand-answers-outage", "outage-at-night"],
  ["x", "brand-answers-wrong-order-number", "wrong-order-number"],
  ["x", "brand-reply-seen-as-a-mention", "locked-out-at-the-gate"],
  ["facebook", "page-answers-late-parcel", "comment-late-parcel"],
] as const)("on %s, %s answers %s", (platform, answer, question) => {
  expect(`${platform}:${saidIn(platform, answer).replyTo}`).toBe(saidIn(platform, question).id);
});

test("one body is nearly a megabyte, and none is larger", () => {
  const sizes = recordedBodies("x").map((name) => Buffer.byteLength(recordedBody("x", name)));
  expect(Math.max(...sizes)).toBeGreaterThan(950_000);
  expect(Math.max(...sizes)).toBeLessThan(1_000_000);
});
