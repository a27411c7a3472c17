/**
 * One busy night, as the demo tells it: which body of this folder is delivered when, and what a spectator should see
 * of it. A body listed twice is delivered twice. Each body was "recorded" so that it is about a second old when its
 * turn comes; moving all of them by the same distance (`freshen`) tells the story of any other night.
 *
 * Bodies that are not listed would alarm a spectator (a broken entry, a withdrawn consent), speak of a platform the demo
 * has no channel for, or tell of rare turns; tests read those.
 */
import type { Category } from "../shared/domain/judging/classification.ts";
import type { Platform } from "../shared/domain/platform.ts";

export type Beat = {
  /** Seconds after the story's beginning. */
  readonly after: number;
  readonly platform: Platform;
  /** The file `<platform>/<body>.json` of this folder. */
  readonly body: string;
  /** What a spectator should see of it. */
  readonly shows: string;
  /** What the mention in it should be found to be, where that is beyond doubt. */
  readonly category?: Category;
};

/** When the story began, in the time its bodies were recorded in. */
export const recordedFrom = new Date("2026-11-20T23:41:00.000Z");

export const story: readonly Beat[] = [
  { after: 0, platform: "x", body: "outage-at-night", category: "service", shows: "an outage in the middle of the night: urgent, its clock runs at once" },
  { after: 2, platform: "facebook", body: "comment-late-parcel", category: "service", shows: "a parcel two weeks late" },
  { after: 3, platform: "x", body: "praise-for-the-engineer", category: "chatter", shows: "praise: nobody has to hurry" },
  { after: 5, platform: "x", body: "family-plan-price", category: "sales", shows: "a price question before buying" },
  { after: 6, platform: "x", body: "third-broken-router", category: "service", shows: "sarcasm, read through: something they own is broken" },
  { after: 9, platform: "facebook", body: "comment-tablet-in-stock", category: "sales", shows: "asks for stock before buying" },
  { after: 10, platform: "x", body: "brand-opens-a-shop", shows: "the brand's own post answers nobody: no clock moves" },
  { after: 11, platform: "x", body: "outage-at-night", shows: "the first mention once more: a duplicate delivery changes nothing" },
  { after: 12, platform: "x", body: "brand-answers-outage", shows: "answered from X's own app: the outage's clock stops" },
  { after: 13, platform: "facebook", body: "comment-praise", category: "chatter", shows: "praise for an advert" },
  { after: 14, platform: "x", body: "retweet-of-the-opening", shows: "a retweet says nothing new: ignored with its reason" },
  { after: 15, platform: "x", body: "stolen-phone-abroad", category: "service", shows: "fraud at night, and nobody answers: this clock runs out and pages" },
  { after: 16, platform: "facebook", body: "page-answers-late-parcel", shows: "answered from the page's own inbox: the parcel's clock stops" },
  { after: 17, platform: "x", body: "outage-follow-up", category: "service", shows: "a fragment in the thread joins the outage's conversation; the next clock starts" },
  { after: 18, platform: "x", body: "arabic-outage-before-a-meeting", category: "service", shows: "Arabic, right to left: an outage with a meeting in an hour" },
  { after: 19, platform: "x", body: "hebrew-upgrade-question", category: "sales", shows: "Hebrew, right to left: what an upgrade costs" },
  { after: 20, platform: "facebook", body: "page-comments-on-its-own-post", shows: "the page comments on its own post: it answers nobody" },
  { after: 21, platform: "x", body: "wrong-order-number", category: "service", shows: "a parcel that never came, with a number typed wrong" },
  { after: 22, platform: "facebook", body: "comment-medical-alarm", category: "service", shows: "safety, at night: urgent" },
  { after: 23, platform: "x", body: "wrong-order-number-edited", category: "service", shows: "the same post, edited: one mention, new text, the clock as it was" },
  { after: 24, platform: "x", body: "late-night-love", category: "chatter", shows: "nothing but emoji" },
  { after: 25, platform: "x", body: "mention-that-is-also-a-reply", category: "sales", shows: "a buying question that names the brand under its post, told as a mention" },
  { after: 26, platform: "x", body: "reply-that-is-also-a-mention", category: "sales", shows: "the same post, told again as a reply: still one mention" },
  { after: 27, platform: "facebook", body: "comment-with-a-typo", category: "sales", shows: "a price question with two typing mistakes" },
  { after: 28, platform: "x", body: "sunday-question-under-a-post", category: "sales", shows: "a question under the post that never types @brand: routed, but X does not let us answer it from here" },
  { after: 29, platform: "x", body: "brand-answers-wrong-order-number", shows: "the brand answers the edited post: the clock of the one mention stops" },
  { after: 30, platform: "x", body: "brand-continues-its-answer", shows: "the brand goes on in its own thread: nothing left to stop" },
  { after: 31, platform: "x", body: "german-double-charge", category: "service", shows: "German: charged twice, needed back today" },
  { after: 32, platform: "x", body: "french-cancelled-appointment", category: "service", shows: "French: the engineer never came" },
  { after: 33, platform: "x", body: "spanish-shop-on-sunday", category: "sales", shows: "Spanish: wants to buy two phones" },
  { after: 34, platform: "x", body: "japanese-thanks", category: "chatter", shows: "Japanese: thanks" },
  { after: 35, platform: "facebook", body: "comment-with-a-typo-corrected", category: "sales", shows: "the same comment, edited: one mention, new text" },
  { after: 36, platform: "x", body: "family-without-signal", category: "service", shows: "emoji made of many parts, and a complaint between them" },
  { after: 37, platform: "x", body: "ukrainian-bank-codes", category: "service", shows: "Ukrainian: locked out of the bank" },
  { after: 38, platform: "x", body: "bill-with-html-entities", category: "service", shows: "HTML entities, unescaped once and not twice" },
  { after: 39, platform: "x", body: "quote-switching-over", category: "sales", shows: "quotes the brand's offer and wants to switch" },
  { after: 40, platform: "x", body: "quote-never-miss-a-moment", category: "service", shows: "quotes an advert to complain, without naming the brand" },
  { after: 41, platform: "facebook", body: "busy-minute", shows: "one delivery, several entries: three mentions are heard, a reaction is ignored" },
  { after: 42, platform: "x", body: "long-story-of-a-move", category: "service", shows: "longer than a short post holds: the whole story counts, not its first lines" },
  { after: 43, platform: "x", body: "nearly-one-megabyte", category: "service", shows: "a body of nearly 1 MB: 214 days of diary around one plain request" },
  { after: 44, platform: "facebook", body: "comment-without-author", category: "service", shows: "Facebook hides who wrote it: heard all the same" },
  { after: 45, platform: "x", body: "order-before-midnight", category: "sales", shows: "wants to buy, and only today will do: urgent sales" },
  { after: 46, platform: "x", body: "leaving-another-network", category: "sales", shows: "about to join, if there is coverage" },
  { after: 47, platform: "x", body: "last-warning-before-leaving", category: "service", shows: "the last warning: urgent, and somebody is paged when it is missed" },
  { after: 48, platform: "facebook", body: "comment-polish-invoice", category: "service", shows: "Polish: the invoice is wrong" },
  { after: 49, platform: "x", body: "hold-music", category: "chatter", shows: "a joke" },
  { after: 50, platform: "x", body: "all-sorted-thanks", category: "chatter", shows: "the outage ends with thanks, in the same conversation" },
  { after: 51, platform: "x", body: "giveaway-account", category: "chatter", shows: "somebody else's giveaway" },
  { after: 52, platform: "x", body: "internship-question", category: "chatter", shows: "a job question is no customer" },
  { after: 53, platform: "x", body: "locked-out-at-the-gate", category: "service", shows: "locked out with a flight to catch: urgent" },
  { after: 54, platform: "facebook", body: "comment-arabic-student-offer", category: "sales", shows: "Arabic: is there an offer for students" },
  { after: 55, platform: "x", body: "parcel-from-an-unknown-author", category: "service", shows: "X names no author: the post is heard all the same" },
  { after: 56, platform: "facebook", body: "comment-hebrew-exam", category: "service", shows: "Hebrew: the connection fell in the middle of an exam" },
  { after: 57, platform: "facebook", body: "comment-hindi-thanks", category: "chatter", shows: "Hindi: thanks" },
  { after: 58, platform: "facebook", body: "comment-photo-only", category: "chatter", shows: "a picture and no word" },
  { after: 59, platform: "facebook", body: "customer-answers-a-customer", category: "chatter", shows: "one customer jokes under another's comment: a conversation of its own" },
  { after: 60, platform: "x", body: "brand-reply-seen-as-a-mention", shows: "the brand's answer names itself and comes as a mention: it is a reply, and stops the clock" },
  { after: 61, platform: "x", body: "retweet-seen-as-a-mention", shows: "a retweet that comes as a mention: ignored all the same" },
  { after: 62, platform: "x", body: "poem-about-a-queue", category: "chatter", shows: "a small poem, over four lines" },
  { after: 62, platform: "facebook", body: "wrapped-in-an-array", category: "sales", shows: "a body inside an array, as some of Meta's samples are" },
  { after: 63, platform: "x", body: "somebody-else-posts", shows: "a watched account that is not the brand posts: ignored" },
  { after: 64, platform: "x", body: "like-of-a-brand-post", shows: "a like: counted, ignored" },
  { after: 64, platform: "facebook", body: "reaction-to-a-post", shows: "a reaction: counted, ignored" },
  { after: 65, platform: "x", body: "new-follower", shows: "a new follower: counted, ignored" },
  { after: 66, platform: "x", body: "direct-message", category: "service", shows: "a direct message: private, a conversation of its own" },
  { after: 66, platform: "facebook", body: "comment-removed", shows: "a comment is taken back before we heard it: if it ever comes, nothing of it is kept" },
  { after: 67, platform: "x", body: "encrypted-chat", shows: "an encrypted chat, which nobody but its two ends can read: ignored" },
  { after: 67, platform: "facebook", body: "comment-hidden", shows: "the page hides a comment: it is marked hidden" },
  { after: 68, platform: "x", body: "brand-deletes-a-post", shows: "the brand takes back one of its posts" },
  { after: 68, platform: "facebook", body: "page-posts-a-status", shows: "the page posts: it answers nobody" },
  { after: 69, platform: "x", body: "replay-job-finished", shows: "a control message: ignored" },
  { after: 69, platform: "facebook", body: "visitor-posts-on-the-page", category: "service", shows: "a visitor posts on the page: heard like a comment" },
  { after: 70, platform: "x", body: "event-type-of-tomorrow", shows: "an event type nobody has heard of: counted, ignored, still 200" },
  { after: 70, platform: "facebook", body: "messenger-message", category: "service", shows: "a private message: a conversation of its own" },
  { after: 71, platform: "x", body: "account-activity-mention", category: "chatter", shows: "the older product's envelope: heard like any other" },
  { after: 71, platform: "facebook", body: "page-mentioned-elsewhere", shows: "the page is named elsewhere, and Facebook leaves the words out: a person has to look" },
  { after: 72, platform: "facebook", body: "dashboard-test-button", shows: "the dashboard's test button opens no conversation" },
  { after: 73, platform: "facebook", body: "instagram-comment", shows: "another platform's object at this door: ignored" },
];
