import { MentionId, ReplyId } from "../../domain/ids.ts";
import type { Author, Mention } from "../../domain/mention.ts";
import type { Reply } from "../../domain/reply.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { Comment, type Entry } from "./payload.ts";

type ReadComment = {
  readonly comment: Comment;
  readonly entry: Entry;
  readonly received: Received;
};

/** A comment that was written or edited, by a customer or by the page itself. Throws ZodError when it is unreadable. */
export const readComment = (value: unknown, entry: Entry, received: Received): Outcome => {
  const comment = Comment.parse(value);
  const pages = [entry.id, received.channel.account];
  return comment.from !== undefined && pages.includes(comment.from.id)
    ? { outcome: "reply", reply: replyFrom({ comment, received }) }
    : { outcome: "mention", mention: mentionFrom({ comment, entry, received }) };
};

const mentionFrom = ({ comment, entry, received }: ReadComment): Mention => ({
  id: MentionId.parse(`facebook:${comment.comment_id}`),
  platform: "facebook",
  channelId: received.channel.id,
  kind: "comment",
  text: boundedText(comment.message),
  author: authorOf(comment),
  threadId: comment.post_id,
  replyTo: answeredComment(comment),
  createdAt: comment.created_time.toISOString(),
  receivedAt: received.receivedAt.toISOString(),
  revision: revisionOf(comment, entry),
  public: true,
  replyable: true,
  permalink: permalinkOf(comment),
});

const replyFrom = ({ comment, received }: Omit<ReadComment, "entry">): Reply => ({
  id: ReplyId.parse(`facebook:${comment.comment_id}`),
  platform: "facebook",
  channelId: received.channel.id,
  text: boundedText(comment.message),
  threadId: comment.post_id,
  replyTo: answeredComment(comment),
  createdAt: comment.created_time.toISOString(),
  receivedAt: received.receivedAt.toISOString(),
  permalink: permalinkOf(comment),
});

/** A comment at the top answers the post, which is no mention: for the page, then, it answers nobody. */
const answeredComment = ({ parent_id, post_id }: Comment): string | null =>
  parent_id === undefined || parent_id === post_id ? null : parent_id;

/** Who wrote it; somebody we are not told of is a stranger in each comment. */
const authorOf = ({ from, comment_id }: Comment): Author =>
  from === undefined || from.id === ""
    ? { id: `unknown-${comment_id}`, handle: null, name: null }
    : { id: from.id, handle: null, name: boundedText(from.name ?? "", 200) || null };

/**
 * Facebook numbers no edits. The later of the two times an edit carries, in seconds, stands for its number: above the
 * original's 0, and above any earlier edit, in whatever order they arrive.
 */
const revisionOf = ({ verb, created_time }: Comment, { time }: Entry): number => {
  if (verb === "add") return 0;
  const seconds = Math.floor(Math.max(created_time.getTime(), time?.getTime() ?? 0) / 1000);
  return Math.max(1, seconds);
};

const permalinkOf = ({ comment_id }: Comment): string => `https://www.facebook.com/${comment_id}`;
