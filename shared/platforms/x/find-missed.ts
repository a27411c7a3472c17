/**
 * What X does not push: whoever answers further down a thread without typing the brand's handle, and whatever was said
 * while nobody listened. Reading costs money, so the cheap list of the brand's own mentions comes first, and nothing is
 * asked for that the budget cannot pay.
 *
 * X lists newest first. Where the money ends before a list does, the bookmark keeps what lies below the last post that
 * was paid for, and the next search begins with that: over enough searches everything is found, and each post is paid
 * for once in each list that has it (a mention in a thread we wait in is on two). The bounds: a search must be able to
 * pay the fewest posts a list gives, half a cent for mentions and five for threads, or that list waits; recent search
 * knows a week, so what waits longer in a thread is lost; and whoever dies before the bookmark is kept pays again.
 * https://docs.x.com/x-api/posts/timelines/introduction, https://docs.x.com/x-api/getting-started/pricing
 */
import * as z from "zod";
import {
  PlatformRefused,
  type ConnectedChannel,
  type Missed,
  type MissedSearch,
} from "../platform-connector.ts";
import { queriesFor, queryOf } from "./list-query.ts";
import { inBody, type FoundPost } from "./post-in-body.ts";
import {
  isReadThrough,
  openBookmark,
  positionAfter,
  spansAhead,
  type Bookmark,
  type Position,
  type Span,
} from "./search-bookmark.ts";
import { asApp } from "./x-client.ts";

/** One list X has: where, what a post of it costs, and how few it gives at least. Money is in tenths of a cent. */
type List = { readonly path: string; readonly millsEach: number; readonly fewest: number };

type Reading = {
  readonly channel: ConnectedChannel;
  readonly found: Map<string, Found>;
  millsLeft: number;
  millsSpent: number;
  /** What X would not go on with. */
  refusal: PlatformRefused | null;
};

type Found = { readonly at: number; readonly missed: Missed };

const most = 100;
/** What was just said is not in every list yet: it is left to the next search, which then needs to read nothing twice. */
const settlesWithin = 120_000;

const Post = z.looseObject({ id: z.string(), created_at: z.iso.datetime({ offset: true }) });
type Post = z.infer<typeof Post>;
const Page = z.object({
  data: z.array(Post).default([]),
  includes: z
    .object({ users: z.array(z.looseObject({ id: z.string() })).default([]) })
    .default({ users: [] }),
  meta: z.object({ next_token: z.string().optional() }).default({}),
});
type Page = z.infer<typeof Page>;

export const findMissed = async (channel: ConnectedChannel, search: MissedSearch) => {
  const millsLeft = Math.floor(search.budgetDollars * 1000);
  const reading: Reading = { channel, found: new Map(), millsLeft, millsSpent: 0, refusal: null };
  const bookmark = await readOn(reading, search);
  // What has been paid for is handed over; whoever asks again sees whether X is still unwilling.
  if (reading.refusal !== null && reading.found.size === 0) throw reading.refusal;
  const oldestFirst = [...reading.found.values()].toSorted((one, other) => one.at - other.at);
  return {
    found: oldestFirst.map(({ missed }) => missed),
    spentDollars: reading.millsSpent / 1000,
    complete: isReadThrough(bookmark, settled(search)),
    bookmark: JSON.stringify(bookmark),
  };
};

const readOn = async (reading: Reading, search: MissedSearch): Promise<Bookmark> => {
  const { account } = reading.channel.channel;
  const before = openBookmark(search.bookmark, search.since);
  const until = settled(search);
  const read = async (list: List, position: Position, queries: readonly (string | null)[]) => {
    const ahead = spansAhead(position, queries, until);
    return positionAfter(position, ahead, await readSpans(reading, list, ahead), until);
  };
  const mentions = { path: `users/${account}/mentions`, millsEach: 1, fewest: 5 };
  const threads = { path: "tweets/search/recent", millsEach: 5, fewest: 10 };
  return {
    mentions: await read(mentions, before.mentions, [null]),
    threads: await read(threads, before.threads, queriesFor(search.conversations)),
  };
};

/** To the second, as X takes it. */
const settled = ({ until }: MissedSearch): Date =>
  new Date(Math.floor((until.getTime() - settlesWithin) / 1000) * 1000);

/** Resolves to those that are left, the first of them perhaps begun. */
const readSpans = async (reading: Reading, list: List, spans: readonly Span[]): Promise<readonly Span[]> => {
  for (const [index, span] of spans.entries()) {
    const rest = await readSpan(reading, list, span);
    if (rest !== null) return [rest, ...spans.slice(index + 1)];
  }
  return [];
};

/** Page by page, each no larger than what is left can pay. Resolves to what was not read of it. */
const readSpan = async (reading: Reading, list: List, span: Span): Promise<Span | null> => {
  const query = queryOf(span);
  if (query === null) return null;
  let rest = span;
  let next: string | undefined;
  do {
    const affordable = Math.min(most, Math.floor(reading.millsLeft / list.millsEach));
    if (reading.refusal !== null || affordable < list.fewest) return rest;
    const token = next === undefined ? {} : { pagination_token: next };
    const page = await ask(reading, list, { ...query, ...token, max_results: affordable });
    if (page === null) return rest;
    takeIn(reading, list, page);
    rest = below(rest, page.data);
    next = page.meta.next_token;
  } while (next !== undefined);
  return null;
};

const ask = async (
  reading: Reading,
  { path }: List,
  query: Readonly<Record<string, string | number>>,
): Promise<Page | null> => {
  try {
    return await asApp(reading.channel).get(path, query, Page);
  } catch (error) {
    if (!(error instanceof PlatformRefused)) throw error;
    reading.refusal = error;
    return null;
  }
};

const takeIn = (reading: Reading, { millsEach }: List, { data, includes: { users } }: Page): void => {
  const cost = data.length * millsEach;
  reading.millsLeft -= cost;
  reading.millsSpent += cost;
  for (const post of data) {
    if (reading.found.has(post.id)) continue;
    const found: FoundPost = { post, users };
    const body = JSON.stringify(inBody(found, reading.channel.channel.account));
    reading.found.set(post.id, {
      at: Date.parse(post.created_at),
      missed: { body, dollars: millsEach / 1000 },
    });
  }
};

/** What of a span is older than these posts of it. */
const below = (span: Span, posts: readonly Post[]): Span =>
  posts.reduce(
    (rest, { id, created_at }) =>
      rest.untilId !== null && BigInt(rest.untilId) < BigInt(id)
        ? rest
        : { ...rest, untilId: id, to: new Date(created_at).toISOString() },
    span,
  );
