/** One feed over HTTP: what it says, that it says what it said before, or why nobody knows. */
import { createHash } from "node:crypto";
import { mostShifts, type FeedReading, type KeptFeed } from "../../shared/domain/roster/kept-feed.ts";
import { feedUrl } from "../../shared/outgoing/feed-url.ts";
import { readFeed, type FeedOptions } from "../../shared/ical/read-feed.ts";
import { problemText } from "../../shared/ical/shift.ts";
import { Unreadable } from "../../shared/ical/unreadable.ts";
import type { OutgoingAnswer } from "../../shared/outgoing/outgoing-http.ts";
import type { Feed, Ports } from "./ports.ts";

const dayMs = 86_400_000;
/** As far back as the daily look at rosters goes, and a day, so that a gap begins where it began. */
const backMs = 15 * dayMs;
/** Time enough for the daily look at the month to come, and to see that a calendar goes on after it. */
const aheadMs = 60 * dayMs;

type Look = { readonly feed: Feed; readonly kept: KeptFeed; readonly now: Date };

export const fetchFeed = async (ports: Ports, { feed, kept, now }: Look): Promise<FeedReading> => {
  const { url } = await ports.secrets.read(feed.secretId);
  if (url === undefined) return failed("its secret is not filled in");
  const readWith = fingerprint([url, feed.timeZone, ports.responders]);
  const etag = stillGood(kept, readWith, now);
  const answer = await called(ports.http, feedUrl(url), etag);
  if (typeof answer === "string") return failed(answer);
  if (answer.status === 304 && etag !== null) return { kind: "unchanged" };
  const whyNot = whyNotWhole(answer);
  if (whyNot !== null) return failed(whyNot);
  return readIn(answer, {
    readWith,
    from: new Date(now.getTime() - backMs),
    now,
    to: new Date(now.getTime() + aheadMs),
    timeZone: feed.timeZone,
    responders: ports.responders,
  });
};

const failed = (because: string): FeedReading => ({ kind: "failed", because });

/**
 * The tag of what was read, where hearing that it is still so would do: of the same address, with the same people, and no
 * longer than a day ago, because what was read ends after sixty.
 */
const stillGood = ({ read }: KeptFeed, readWith: string, now: Date): string | null => {
  if (read === null || read.readWith !== readWith) return null;
  return Date.parse(read.until) - now.getTime() > aheadMs - dayMs ? read.etag : null;
};

/** The address is a secret, and is not among what can be told from this. */
const fingerprint = (of: unknown): string =>
  createHash("sha256").update(JSON.stringify(of)).digest("base64url").slice(0, 22);

/** What was answered, or why nothing was. */
const called = async (
  http: Ports["http"],
  url: string,
  etag: string | null,
): Promise<OutgoingAnswer | string> => {
  try {
    return await http({ method: "GET", url, headers: asking(etag) });
  } catch (error) {
    return error instanceof Error ? error.message : "no answer";
  }
};

const asking = (etag: string | null): Record<string, string> => ({
  accept: "text/calendar",
  "user-agent": "First-Reply",
  ...(etag !== null && { "if-none-match": etag }),
});

const whyNotWhole = ({ status, isWhole }: OutgoingAnswer): string | null => {
  if (status >= 300 && status < 400) return `answered ${status}, and nobody follows it elsewhere`;
  if (status !== 200) return `answered ${status}`;
  return isWhole ? null : "is longer than is read (4 MB), or broke off midway";
};

type Reading = FeedOptions & { readonly now: Date; readonly readWith: string };

const readIn = (answer: OutgoingAnswer, reading: Reading): FeedReading => {
  try {
    return shiftsIn(answer, reading);
  } catch (error) {
    if (error instanceof Unreadable) return failed(error.message);
    throw error;
  }
};

const shiftsIn = ({ text, headers }: OutgoingAnswer, { now, readWith, ...options }: Reading): FeedReading => {
  const { shifts, problems } = readFeed(text, options);
  if (shifts.length > mostShifts)
    return failed(`has ${shifts.length} shifts in 75 days, and no more than ${mostShifts} are kept`);
  // What was wrong with shifts that are over is of no use to anybody.
  const ahead = problems.length === 0 ? [] : readFeed(text, { ...options, from: now }).problems;
  return {
    kind: "read",
    until: options.to.toISOString(),
    shifts,
    unread: ahead.length,
    firstUnread: ahead[0] === undefined ? null : problemText(ahead[0]),
    etag: headers.etag ?? null,
    readWith,
  };
};
