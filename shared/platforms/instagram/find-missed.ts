/**
 * The comments, and the answers to them, that were written under the brand's media since then.
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
 */
import * as z from "zod";
import { isoInstant, maybe } from "../json-fields.ts";
import { gatherMissed, inThreads, lookBackMs, type FoundEntry, type Walk } from "../meta/gather-missed.ts";
import { asMetaBrand } from "../meta/graph.ts";
import { Id } from "../meta/payload.ts";

const Media = z.object({ id: Id, timestamp: isoInstant });

const said = {
  id: Id,
  text: maybe(z.string()),
  timestamp: isoInstant,
  username: maybe(z.string()),
  from: maybe(z.object({ id: maybe(Id), username: maybe(z.string()) })),
};
const Answer = z.object(said);
const Comment = z.object({
  ...said,
  replies: maybe(z.object({ data: z.array(Answer) })).transform((replies) => replies?.data ?? []),
});

const fieldsOfComment = "id,text,timestamp,username,from";

const walk: Walk = async function* (channel, { since, conversations }, endedEarly) {
  const graph = asMetaBrand(channel, "pageToken");
  const { account } = channel.channel;
  const threads = new Set(conversations.filter((thread) => /^\d+$/u.test(thread)));
  for await (const media of graph.list(`${account}/media`, { fields: "id,timestamp" }, Media, endedEarly)) {
    if (Date.parse(media.timestamp) < since.getTime() - lookBackMs) break; // the newest come first
    threads.add(media.id);
  }
  const query = { fields: `${fieldsOfComment},replies{${fieldsOfComment}}` };
  yield* inThreads(threads, async function* (thread) {
    for await (const comment of graph.list(`${thread}/comments`, query, Comment, endedEarly))
      for (const one of [comment, ...comment.replies])
        if (Date.parse(one.timestamp) >= since.getTime())
          yield entryFor(account, thread, one, one === comment ? undefined : comment.id);
  });
};

const entryFor = (
  account: string,
  thread: string,
  { id, text, timestamp, username, from }: z.infer<typeof Answer>,
  parent: string | undefined,
): FoundEntry => {
  const at = new Date(timestamp);
  const time = Math.floor(at.getTime() / 1000);
  const value = {
    id,
    text,
    timestamp: time,
    from: { username, ...from },
    media: { id: thread },
    parent_id: parent,
  };
  return {
    at,
    body: { object: "instagram", entry: [{ id: account, time, changes: [{ field: "comments", value }] }] },
  };
};

export const findMissed = gatherMissed(walk);
