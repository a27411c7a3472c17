/**
 * The posts on a Page, and the comments below them, that were written since then, as the field `feed` tells of them.
 * https://developers.facebook.com/docs/graph-api/reference/page/feed
 */
import * as z from "zod";
import { isoInstant, maybe } from "../json-fields.ts";
import { gatherMissed, inThreads, lookBackMs, type FoundEntry, type Walk } from "../meta/gather-missed.ts";
import { asMetaBrand } from "../meta/graph.ts";
import { Id } from "../meta/payload.ts";

const From = maybe(z.object({ id: Id, name: maybe(z.string()) }));

const Post = z.object({
  id: Id,
  created_time: isoInstant,
  /** Moves when somebody comments. */
  updated_time: maybe(isoInstant),
  message: maybe(z.string()),
  from: From,
});

const Comment = z.object({
  id: Id,
  created_time: isoInstant,
  message: maybe(z.string()),
  from: From,
  parent: maybe(z.object({ id: Id })),
});

const walk: Walk = async function* (channel, { since, conversations }, endedEarly) {
  const graph = asMetaBrand(channel, "pageToken");
  const page = channel.channel.account;
  const threads = new Set(conversations.filter((thread) => /^\d+_\d+$/u.test(thread)));
  const lookedThrough = {
    fields: "id,created_time,updated_time,message,from",
    since: secondsOf(new Date(since.getTime() - lookBackMs)),
  };
  for await (const post of graph.list(`${page}/feed`, lookedThrough, Post, endedEarly)) {
    if (isSince(post.created_time, since)) yield entryFor(page, post.created_time, postValue(post));
    if (isSince(post.updated_time ?? post.created_time, since)) threads.add(post.id);
  }
  const query = { filter: "stream", fields: "id,created_time,message,from,parent", since: secondsOf(since) };
  yield* inThreads(threads, async function* (thread) {
    for await (const comment of graph.list(`${thread}/comments`, query, Comment, endedEarly))
      if (isSince(comment.created_time, since))
        yield entryFor(page, comment.created_time, commentValue(comment, thread));
  });
};

const isSince = (instant: string, since: Date): boolean => Date.parse(instant) >= since.getTime();

const secondsOf = (instant: string | Date): string => String(Math.floor(new Date(instant).getTime() / 1000));

const postValue = ({ id, message, from, created_time }: z.infer<typeof Post>) => ({
  item: "status",
  verb: "add",
  post_id: id,
  created_time: Number(secondsOf(created_time)),
  message,
  from,
});

const commentValue = (
  { id, parent, message, from, created_time }: z.infer<typeof Comment>,
  thread: string,
) => ({
  item: "comment",
  verb: "add",
  comment_id: id,
  post_id: thread,
  parent_id: parent?.id ?? thread,
  created_time: Number(secondsOf(created_time)),
  message,
  from,
});

const entryFor = (page: string, at: string, value: unknown): FoundEntry => ({
  at: new Date(at),
  body: {
    object: "page",
    entry: [{ id: page, time: Number(secondsOf(at)), changes: [{ field: "feed", value }] }],
  },
});

export const findMissed = gatherMissed(walk);
