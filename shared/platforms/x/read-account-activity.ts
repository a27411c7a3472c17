/**
 * The envelope of the older product, which X still delivers: whose copy this is, and arrays of what happened. Nothing
 * in it says what a post is to the brand, so the post itself has to.
 */
import { MessageId } from "../../domain/ids.ts";
import * as z from "zod";
import { maybe, millisecondInstant } from "../json-fields.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry } from "../read-entry.ts";
import { readLegacyPost } from "./legacy-post.ts";
import { Id, People } from "./payload.ts";
import { readDirectMessage } from "./read-direct-message.ts";
import { hearPost } from "./read-post.ts";

type Body = Readonly<Record<string, unknown>>;
type ReadActivity = (entry: unknown, body: Body, received: Received) => Outcome;

const DeletedPost = z.object({ status: z.object({ id: Id }), timestamp_ms: maybe(millisecondInstant) });

const readers: ReadonlyMap<string, ReadActivity> = new Map<string, ReadActivity>([
  [
    "tweet_create_events",
    (entry, _, received) => {
      const { isRetweet, ...heard } = readLegacyPost(entry);
      return isRetweet ? ignored("retweet") : hearPost({ ...heard, toldAs: null }, received);
    },
  ],
  [
    "tweet_delete_events",
    (entry, _, { receivedAt }) => {
      const { status, timestamp_ms: at = receivedAt.toISOString() } = DeletedPost.parse(entry);
      return { outcome: "withdrawn", id: MessageId.parse(`x:${status.id}`), at };
    },
  ],
  [
    "direct_message_events",
    (entry, { users }, received) => readDirectMessage(entry, People.parse(users), received),
  ],
]);

export const readAccountActivity = (body: Body, received: Received): readonly Outcome[] => {
  const outcomes = Object.entries(body)
    .filter(([list]) => list.endsWith("_events"))
    .flatMap(([list, entries]) => readList(body, list, entries, received));
  return outcomes.length === 0 ? [ignored("account activity")] : outcomes;
};

const readList = (body: Body, list: string, entries: unknown, received: Received): readonly Outcome[] => {
  const read = readers.get(list);
  if (read === undefined || !Array.isArray(entries)) return [ignored(`account activity ${printable(list)}`)];
  if (entries.length === 0) return [ignored(`account activity ${list} without entries`)];
  return entries.map((entry: unknown) =>
    readEntry(bodyWith(body, list, entry), () => read(entry, body, received)),
  );
};

/** A body with one entry alone, and what the others share with it. */
const bodyWith = (body: Body, list: string, entry: unknown): Body => ({
  ...Object.fromEntries(Object.entries(body).filter(([name]) => !name.endsWith("_events"))),
  [list]: [entry],
});
