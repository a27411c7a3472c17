/**
 * What X does not push: whoever answers further down a thread without typing the brand's handle, and whatever was said
 * while nobody listened. Reading costs money, so the cheap list of the brand's own mentions comes first, and nothing is
 * asked for that the budget cannot pay.
 * https://docs.x.com/x-api/posts/timelines/introduction, https://docs.x.com/x-api/getting-started/pricing
 */
import * as z from "zod";
import { PlatformRefused, type ConnectedChannel, type Missed } from "../platform-connector.ts";
import { inBody, type FoundPost } from "./post-in-body.ts";
import { asApp } from "./x-client.ts";

type Search = {
  readonly since: Date;
  readonly conversations: readonly string[];
  readonly budgetDollars: number;
};

/** One list X has: where, what an item costs, and how few it gives at least. */
type Listing = {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly dollarsEach: number;
  readonly fewest: number;
};

/** Money in tenths of a cent, X's smallest price: as integers they add up. */
type Purse = { left: number; spent: number; enough: boolean };
const inMills = (dollars: number): number => Math.round(dollars * 1000);

const most = 100;

const Post = z.looseObject({ id: z.string(), created_at: z.iso.datetime({ offset: true }) });
const Page = z.object({
  data: z.array(Post).default([]),
  includes: z
    .object({ users: z.array(z.looseObject({ id: z.string() })).default([]) })
    .default({ users: [] }),
  meta: z.object({ next_token: z.string().optional() }).default({}),
});

export const findMissed = async (channel: ConnectedChannel, search: Search) => {
  const purse: Purse = { left: Math.floor(search.budgetDollars * 1000), spent: 0, enough: true };
  const found = new Map<string, Found>();
  try {
    for (const listing of listingsOf(channel, search))
      for await (const post of postsOf(channel, listing, purse))
        if (!found.has(post.post.id)) found.set(post.post.id, foundBy(listing, post, channel));
  } catch (error) {
    // What has been paid for is handed over; whoever asks again sees whether X is still unwilling.
    if (!(error instanceof PlatformRefused) || found.size === 0) throw error;
    purse.enough = false;
  }
  const oldestFirst = [...found.values()].toSorted((one, other) => one.at - other.at);
  return {
    found: oldestFirst.map(({ missed }) => missed),
    spentDollars: purse.spent / 1000,
    complete: purse.enough,
  };
};

type Found = { readonly at: number; readonly missed: Missed };

const foundBy = ({ dollarsEach }: Listing, found: FoundPost, { channel }: ConnectedChannel): Found => ({
  at: Date.parse(found.post.created_at),
  missed: { body: JSON.stringify(inBody(found, channel.account)), dollars: dollarsEach },
});

const fields = {
  "tweet.fields":
    "author_id,conversation_id,created_at,display_text_range,edit_history_tweet_ids,entities,in_reply_to_user_id,note_tweet,referenced_tweets",
  expansions: "author_id",
  "user.fields": "name,username",
};

const dayMs = 86_400_000;

const listingsOf = (
  { channel: { account } }: ConnectedChannel,
  { since, conversations }: Search,
): Listing[] => {
  const aWeekAgo = Date.now() - 7 * dayMs + 60_000; // recent search refuses to look further back
  return [
    {
      path: `users/${account}/mentions`,
      query: { ...fields, start_time: instantOf(since.getTime()) },
      dollarsEach: 0.001,
      fewest: 5,
    },
    ...queriesFor(conversations).map((query) => ({
      path: "tweets/search/recent",
      query: { ...fields, query, start_time: instantOf(Math.max(since.getTime(), aWeekAgo)) },
      dollarsEach: 0.005,
      fewest: 10,
    })),
  ];
};

/** X takes whole seconds. */
const instantOf = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/u, "Z");

const longestQuery = 512;

/** As many threads in a query as X reads; dialogues of two are none it can search. */
const queriesFor = (conversations: readonly string[]): string[] =>
  conversations
    .filter((id) => /^\d+$/u.test(id))
    .map((id) => `conversation_id:${id}`)
    .reduce<string[]>((queries, term) => {
      const last = queries.at(-1);
      const longer = `${last} OR ${term}`;
      return last === undefined || longer.length > longestQuery
        ? [...queries, term]
        : [...queries.slice(0, -1), longer];
    }, []);

/** Page by page, newest first, each no larger than what is left can pay. */
async function* postsOf(
  channel: ConnectedChannel,
  { path, query, dollarsEach, fewest }: Listing,
  purse: Purse,
): AsyncGenerator<FoundPost> {
  let next: string | undefined;
  do {
    const affordable = Math.min(most, Math.floor(purse.left / inMills(dollarsEach)));
    if (affordable < fewest) {
      purse.enough = false;
      return;
    }
    const page = { max_results: affordable, ...(next !== undefined && { pagination_token: next }) };
    const { data, includes, meta } = await asApp(channel).get(path, { ...query, ...page }, Page);
    const cost = data.length * inMills(dollarsEach);
    purse.left -= cost;
    purse.spent += cost;
    for (const post of data) yield { post, users: includes.users };
    next = meta.next_token;
  } while (next !== undefined);
}
