import { MentionId, MessageId, ReplyId } from "../../domain/ids.ts";
import type { Author, Mention } from "../../domain/messages/mention.ts";
import { boundedText } from "../bounded-text.ts";
import type { Entry } from "../meta/payload.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { Comment, FeedItem, Gone, PageMention, PagePost } from "./payload.ts";

/** A public message on or about a Page, whatever Facebook calls it. */
type Said = {
  readonly id: string;
  readonly kind: Mention["kind"];
  readonly text: string | undefined;
  readonly author: { readonly id: string; readonly name?: string | undefined } | undefined;
  readonly threadId: string;
  readonly replyTo: string | null;
  readonly createdAt: Date;
  readonly verb: string;
};

type Reading = { readonly entry: Entry; readonly received: Received };

/** What Facebook calls the things people put on a Page. */
const posts = new Set(["status", "post", "photo", "video", "share", "album", "link", "note", "story"]);

const goneVerbs = { remove: "withdrawn", hide: "hidden", unhide: "shown" } as const;
const saidVerbs = ["add", "edited", "edit"];

/** A change of the field `feed`. Throws ZodError when it is unreadable. */
export const readFeed = (value: unknown, reading: Reading): Outcome => {
  const { item, verb } = FeedItem.parse(value);
  if (item !== "comment" && !posts.has(item)) return ignored(`feed item ${printable(item)}`);
  if (isGone(verb)) return readGone(item, goneVerbs[verb], value, reading);
  if (!saidVerbs.includes(verb)) return ignored(`${printable(item)} ${printable(verb)}`);
  return hear(item === "comment" ? commentOf(value) : postOf(value), reading);
};

const isGone = (verb: string): verb is keyof typeof goneVerbs => Object.hasOwn(goneVerbs, verb);

/** Whoever took it away: what the platform no longer shows, we no longer keep. */
const readGone = (
  item: string,
  outcome: (typeof goneVerbs)[keyof typeof goneVerbs],
  value: unknown,
  { entry, received }: Reading,
): Outcome => {
  const { comment_id, post_id } = Gone.parse(value);
  const id = item === "comment" ? comment_id : post_id;
  if (id === undefined) return ignored(`${printable(item)} ${outcome}, of which Facebook does not say which`);
  const at = (entry.time ?? received.receivedAt).toISOString();
  return { outcome, id: MessageId.parse(`facebook:${id}`), at };
};

/** A comment at the top answers the post, which is no mention: for the page, then, it answers nobody. */
const commentOf = (value: unknown): Said => {
  const { comment_id: id, post_id: threadId, parent_id: parent, ...comment } = Comment.parse(value);
  return {
    id,
    kind: "comment",
    text: comment.message,
    author: comment.from,
    threadId,
    replyTo: parent === undefined || parent === threadId ? null : parent,
    createdAt: comment.created_time,
    verb: comment.verb,
  };
};

const postOf = (value: unknown): Said => {
  const { post_id: id, message, from, created_time, verb } = PagePost.parse(value);
  return {
    id,
    kind: "mention",
    text: message,
    author: from,
    threadId: id,
    replyTo: null,
    createdAt: created_time,
    verb,
  };
};

/** A change of the field `mention`: the Page is named in a post or a comment that is not on it. */
export const readPageMention = (value: unknown, reading: Reading): Outcome => {
  const mention = PageMention.parse(value);
  const { verb, post_id: threadId, comment_id: id = threadId, sender_id, sender_name } = mention;
  if (isGone(verb)) return readGone(id === threadId ? "post" : "comment", goneVerbs[verb], value, reading);
  if (!saidVerbs.includes(verb)) return ignored(`mention ${printable(verb)}`);
  return hear(
    {
      id,
      kind: "mention",
      text: mention.message,
      author: sender_id === undefined ? undefined : { id: sender_id, name: sender_name },
      threadId,
      replyTo: null,
      createdAt: mention.created_time ?? reading.entry.time ?? reading.received.receivedAt,
      verb,
    },
    reading,
  );
};

const hear = (said: Said, reading: Reading): Outcome => {
  const { entry, received } = reading;
  const author = authorOf(said);
  const words = {
    platform: "facebook",
    channelId: received.channel.id,
    text: boundedText(said.text ?? ""),
    threadId: said.threadId,
    replyTo: said.replyTo,
    public: true,
    createdAt: said.createdAt.toISOString(),
    receivedAt: received.receivedAt.toISOString(),
    permalink: `https://www.facebook.com/${said.id}`,
  } as const;
  const id = `facebook:${said.id}`;
  if ([entry.id, received.channel.account].includes(author.id))
    return { outcome: "reply", reply: { ...words, id: ReplyId.parse(id), toAuthorId: null } };
  return {
    outcome: "mention",
    mention: {
      ...words,
      id: MentionId.parse(id),
      kind: said.kind,
      author,
      revision: revisionOf(said, entry),
      replyable: true,
    },
  };
};

/** Who wrote it; somebody we are not told of is a stranger in each message. */
const authorOf = ({ author, id }: Said): Author =>
  author === undefined || author.id === ""
    ? { id: `unknown-${id}`, handle: null, name: null }
    : { id: author.id, handle: null, name: boundedText(author.name ?? "", 200) || null };

/**
 * Facebook numbers no edits. The later of the two times an edit carries, in seconds, stands for its number: above the
 * original's 0, and above any earlier edit, in whatever order they arrive.
 */
const revisionOf = ({ verb, createdAt }: Said, { time }: Entry): number => {
  if (verb === "add") return 0;
  const seconds = Math.floor(Math.max(createdAt.getTime(), time?.getTime() ?? 0) / 1000);
  return Math.max(1, seconds);
};
