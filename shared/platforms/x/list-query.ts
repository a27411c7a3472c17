/** How X is asked for posts. https://docs.x.com/x-api/posts/search/introduction */
import type { Span } from "./search-bookmark.ts";

const minute = 60_000;
const searchKnows = 7 * 1440 * minute;

const fields = {
  "tweet.fields":
    "author_id,conversation_id,created_at,display_text_range,edit_history_tweet_ids,entities,in_reply_to_user_id,note_tweet,referenced_tweets",
  expansions: "author_id",
  "user.fields": "name,username",
};

/** What a list of X is asked for a span; null for what recent search no longer knows. X takes an end as a time or as a post, not both. */
export const queryOf = ({ query, from, to, untilId }: Span): Readonly<Record<string, string>> | null => {
  const known = query === null ? 0 : Date.now() - searchKnows + minute;
  if (Date.parse(to) < known) return null;
  return {
    ...fields,
    ...(query !== null && { query }),
    start_time: instantOf(Math.max(Date.parse(from), known)),
    ...(untilId === null ? { end_time: instantOf(Date.parse(to)) } : { until_id: untilId }),
  };
};

const instantOf = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/u, "Z");

const longestQuery = 512;

/** As many threads in a query as X reads; dialogues of two are none it can search. */
export const queriesFor = (conversations: readonly string[]): string[] =>
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
