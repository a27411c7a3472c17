import { MentionId, ReplyId } from "../../domain/ids.ts";
import { powerOfTen, type Author, type Mention } from "../../domain/messages/mention.ts";
import type { Reply } from "../../domain/messages/reply.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored } from "../read-entry.ts";
import { Includes, Post } from "./payload.ts";
import { postText } from "./post-text.ts";
import { isReplyable } from "./replyable.ts";

/** An event that carries a post, as X sent it. */
export type PostEvent = { readonly payload?: unknown; readonly includes?: unknown };

/** A post, and what its delivery says of it. */
export type HeardPost = {
  readonly post: Post;
  readonly includes: Includes;
  /** What X says it is to the brand; null where it leaves that to us. */
  readonly toldAs: Mention["kind"] | null;
};

type ReadPost = HeardPost & { readonly received: Received };

/** A post of X Activity, told of because somebody mentioned, answered or quoted the brand. Throws ZodError. */
export const readPost =
  (toldAs: Mention["kind"]) =>
  (event: PostEvent, received: Received): Outcome =>
    hearPost({ ...parsePost(event), toldAs }, received);

/** A post of an account that is watched for its posts: only the brand's own are for us. */
export const readOwnPost = (event: PostEvent, received: Received): Outcome => {
  const heard = parsePost(event);
  return heard.post.author_id === received.channel.account
    ? hearPost({ ...heard, toldAs: null }, received)
    : ignored("post.create of somebody else");
};

export const parsePost = ({ payload, includes }: PostEvent): Omit<HeardPost, "toldAs"> => ({
  post: Post.parse(payload),
  includes: Includes.parse(includes),
});

/** The brand's own post is a Reply whichever event brought it; a retweet says nothing new. */
export const hearPost = (heard: HeardPost, received: Received): Outcome => {
  const { post } = heard;
  if (post.referenced_tweets?.some(({ type }) => type === "retweeted")) return ignored("retweet");
  return post.author_id === received.channel.account
    ? { outcome: "reply", reply: replyFrom({ ...heard, received }) }
    : { outcome: "mention", mention: mentionFrom({ ...heard, received }) };
};

const mentionFrom = (read: ReadPost): Mention => {
  const { post, includes, received } = read;
  const author = authorOf(post, includes);
  const kind = kindOf(read);
  const text = postText(post);
  return {
    id: MentionId.parse(`x:${originalOf(post)}`),
    platform: "x",
    channelId: received.channel.id,
    kind,
    text,
    author,
    threadId: threadOf(post),
    replyTo: post.in_reply_to_tweet_id ?? null,
    createdAt: post.created_at,
    receivedAt: received.receivedAt.toISOString(),
    revision: revisionOf(post),
    public: true,
    replyable: isReplyable(read, text),
    permalink: permalinkOf(post),
  };
};

const kindOf = ({ toldAs, post }: HeardPost): Mention["kind"] => {
  if (toldAs !== null) return toldAs;
  if (post.in_reply_to_tweet_id !== undefined) return "reply";
  return post.referenced_tweets?.some(({ type }) => type === "quoted") ? "quote" : "mention";
};

/** It answers a mention under the mention's own id, the original's, even where the brand answered an edit of it. */
const replyFrom = ({ post, includes, received }: ReadPost): Reply => {
  const isContinuation = post.in_reply_to_user_id === post.author_id;
  const answered = isContinuation ? undefined : post.in_reply_to_tweet_id;
  const edited = includes.tweets.find((tweet) => tweet?.id === answered);
  return {
    id: ReplyId.parse(`x:${originalOf(post)}`),
    platform: "x",
    channelId: received.channel.id,
    text: postText(post),
    threadId: threadOf(post),
    replyTo: edited?.edit_history_tweet_ids?.[0] ?? answered ?? null,
    toAuthorId: answered === undefined ? null : (post.in_reply_to_user_id ?? null),
    public: true,
    createdAt: post.created_at,
    receivedAt: received.receivedAt.toISOString(),
    permalink: permalinkOf(post),
  };
};

const originalOf = ({ id, edit_history_tweet_ids }: Post): string => edit_history_tweet_ids?.[0] ?? id;

/** A post its own chain does not name yet is the newest link of it. */
const revisionOf = ({ id, edit_history_tweet_ids = [] }: Post): number => {
  const index = edit_history_tweet_ids.indexOf(id);
  return index === -1 ? edit_history_tweet_ids.length : index;
};

/** A post that opens a thread opens the same one however often it is edited. */
const threadOf = (post: Post): string => {
  const { id, conversation_id = id, edit_history_tweet_ids = [id] } = post;
  return edit_history_tweet_ids.includes(conversation_id) ? originalOf(post) : conversation_id;
};

const authorOf = ({ author_id }: Post, { users }: Includes): Author => {
  const user = users.find((candidate) => candidate?.id === author_id);
  const [handle, name] = [user?.username, user?.name].map((text) => boundedText(text ?? "", 200) || null);
  const followers = user?.public_metrics?.followers_count;
  return {
    id: author_id,
    handle: handle ?? null,
    name: name ?? null,
    ...(followers === undefined ? {} : { followers: powerOfTen(followers) }),
  };
};

/** X leads from here to the post, whoever wrote it: a page carries this link, and must not name anybody. */
const permalinkOf = ({ id }: Post): string => `https://x.com/i/web/status/${id}`;
