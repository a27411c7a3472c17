import { describe, expect, test } from "vitest";
import { Platform } from "../../shared/domain/platform.ts";
import { doors } from "../../shared/platforms/doors.ts";
import { parseExactly } from "../../shared/platforms/exact-json.ts";
import type { Outcome } from "../../shared/platforms/platform-adapter.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { normalise } from "../shared/platforms/channel.ts";
import { recordedBodies, recordedBody } from "./recorded-body.ts";

/** What each body is to the brand, entry by entry. */
const meanings: Record<Platform, Record<string, string>> = {
  x: {
    "account-activity-copy-of-the-outage": "mention",
    "account-activity-deletes-a-post": "withdrawn",
    "account-activity-follow-up": "reply, unanswerable",
    "account-activity-likes-and-follows":
      "ignored: account activity favorite_events | ignored: account activity follow_events",
    "account-activity-long-story": "mention",
    "account-activity-mention": "mention",
    "account-activity-messages": "message | answer in private",
    "account-activity-one-unreadable":
      "mention | unreadable: id_str: invalid_type, created_at: invalid_type, user: invalid_type | mention",
    "account-activity-own-answer": "answer",
    "account-activity-quote": "quote",
    "account-activity-retweet": "ignored: retweet",
    "all-sorted-thanks": "reply, unanswerable",
    "arabic-outage-before-a-meeting": "mention",
    "bill-with-html-entities": "mention",
    "brand-answers-outage": "answer",
    "brand-answers-wrong-order-number": "answer",
    "brand-continues-its-answer": "answer to nobody",
    "brand-deletes-a-post": "withdrawn",
    "brand-deletes-its-answer": "withdrawn",
    "brand-opens-a-shop": "answer to nobody",
    "brand-reply-seen-as-a-mention": "answer",
    "consent-revoked": "ignored: event type oauth.revoke",
    "direct-message-answered": "answer in private",
    "direct-message": "message",
    "encrypted-chat": "ignored: event type chat.received",
    "event-type-of-tomorrow": "ignored: event type post.poll.close",
    "family-plan-price": "mention",
    "family-without-signal": "mention",
    "filtered-stream-match": "mention, unanswerable",
    "filtered-stream-names-the-brand": "mention",
    "french-cancelled-appointment": "mention",
    "german-double-charge": "mention",
    "giveaway-account": "mention",
    "hebrew-upgrade-question": "mention",
    "hold-music": "mention",
    "internship-question": "mention",
    "japanese-thanks": "mention",
    "last-warning-before-leaving": "mention",
    "late-by-thirty-hours": "mention",
    "late-night-love": "mention",
    "leaving-another-network": "mention",
    "like-of-a-brand-post": "ignored: event type like.create",
    "locked-out-at-the-gate": "mention",
    "long-story-of-a-move": "mention",
    "mention-that-is-also-a-reply": "mention",
    "mention-without-its-author": "unreadable: author_id: invalid_type",
    "nearly-one-megabyte": "mention",
    "new-follower": "ignored: event type follow.follow",
    "one-post-told-as-a-mention": "mention",
    "one-post-told-as-a-quote": "quote",
    "one-post-told-as-a-reply": "reply",
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
    "wrong-order-number-edited": "mention, revised",
    "wrong-order-number": "mention",
  },
  facebook: {
    "busy-minute": "comment | comment | ignored: feed item reaction | comment",
    "comment-arabic-student-offer": "comment",
    "comment-hebrew-exam": "comment",
    "comment-hidden": "hidden",
    "comment-hindi-thanks": "comment",
    "comment-late-parcel": "comment",
    "comment-medical-alarm": "comment",
    "comment-photo-only": "comment",
    "comment-polish-invoice": "comment",
    "comment-praise": "comment",
    "comment-removed": "withdrawn",
    "comment-shown-again": "shown",
    "comment-tablet-in-stock": "comment",
    "comment-with-a-typo-corrected": "comment, revised",
    "comment-with-a-typo": "comment",
    "comment-without-author": "comment",
    "customer-answers-a-customer": "comment",
    "dashboard-test-button": "ignored: the dashboard's test button",
    "instagram-comment": "ignored: object instagram",
    "messenger-answered-in-the-inbox": "answer in private",
    "messenger-echo-the-wrong-way-round": "answer in private",
    "messenger-edited": "message, revised",
    "messenger-message": "message",
    "messenger-on-standby": "message, unanswerable",
    "messenger-photo-only": "message",
    "messenger-receipts":
      "ignored: messaging delivery | ignored: messaging read | ignored: messaging reaction | ignored: messaging postback",
    "one-unreadable-among-three":
      "comment | unreadable: comment_id: invalid_type, created_time: invalid_type | comment",
    "page-answers-late-parcel": "answer",
    "page-comments-on-its-own-post": "answer to nobody",
    "page-mentioned-elsewhere": "mention",
    "page-mentioned-in-a-comment": "mention",
    "page-posts-a-status": "answer to nobody",
    "reaction-to-a-post": "ignored: feed item reaction",
    "visitor-post-edited": "mention, revised",
    "visitor-post-removed": "withdrawn",
    "visitor-posts-on-the-page": "mention",
    "wrapped-in-an-array": "comment",
  },
  instagram: {
    "brand-answers-a-comment": "answer",
    "comment-during-a-live-video": "comment",
    "comment-straight-on-its-entry": "comment",
    "comment-under-an-advert": "comment",
    "comment-under-the-advertised-post": "comment",
    "comment-with-facebook-login": "comment",
    "comment-with-instagram-login": "comment",
    "message-answered-in-the-app": "answer",
    "message-answers-a-story": "message",
    "message-names-brand-in-a-story": "message",
    "message-of-a-kind-nobody-can-read": "message",
    "message-seen-and-liked": "ignored: messaging read | ignored: messaging reaction",
    "message-under-the-pages-name": "message",
    "message-unsent": "withdrawn",
    message: "message",
    "named-in-a-caption": "mention",
    "named-in-a-comment": "mention",
    "somebody-reads-a-story": "ignored: field story_insights",
  },
  whatsapp: {
    "answer-taken-back-on-the-phone": "withdrawn",
    "answered-on-the-phone": "answer in private",
    "chosen-from-a-list": "message",
    "kind-nobody-can-read": "message",
    "message-edited": "message, revised",
    "message-in-a-group": "message",
    "message-revoked": "withdrawn",
    message: "message",
    "number-changed": "ignored: message system",
    "person-without-a-number": "message",
    "photo-with-words": "message",
    "read-before-delivered": "ignored: status read | ignored: status delivered | ignored: status failed",
    "several-at-once":
      "message | ignored: message reaction | ignored: message reaction | unreadable: timestamp: invalid_type, type: invalid_type | message",
    "template-approved": "ignored: field message_template_status_update",
    "voice-message": "message",
  },
  threads: {
    "brand-answers-below": "answer",
    "brand-deletes": "withdrawn",
    "brand-publishes": "answer to nobody",
    "field-of-tomorrow": "ignored: field polls",
    mention: "mention",
    "reply-to-the-answer": "reply",
    reply: "reply",
  },
  "standard-webhooks": {
    "app-answer": "answer in private",
    "app-message": "message, unanswerable",
    "event-type-of-tomorrow": "ignored: event type poll.closed",
    "forum-answer": "answer",
    "forum-question-hidden": "hidden",
    "forum-question-shown": "shown",
    "forum-question": "comment, unanswerable",
    "review-rewritten": "review, revised, unanswerable",
    "review-two-stars": "review, unanswerable",
    "review-withdrawn": "withdrawn",
  },
};

const meaningOf = (outcome: Outcome): string => {
  if (outcome.outcome === "mention") {
    const { kind, revision, replyable } = outcome.mention;
    return `${kind}${revision > 0 ? ", revised" : ""}${replyable ? "" : ", unanswerable"}`;
  }
  if (outcome.outcome === "reply") {
    const { replyTo, toAuthorId } = outcome.reply;
    if (replyTo !== null) return "answer";
    return toAuthorId === null ? "answer to nobody" : "answer in private";
  }
  return "reason" in outcome ? `${outcome.outcome}: ${outcome.reason}` : outcome.outcome;
};

const meaningOfBody = (platform: Platform, body: string): string =>
  normalise(platform, parseExactly(body)).map(meaningOf).join(" | ");

/** What the first entry of a body says, whoever said it. */
const saidIn = (platform: Platform, name: string) => {
  const [first] = normalise(platform, parseExactly(recordedBody(platform, name)));
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
