import { MentionId, ReplyId } from "../../domain/ids.ts";
import type { Author, Mention } from "../../domain/mention.ts";
import type { Reply } from "../../domain/reply.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored } from "../read-entry.ts";
import { Includes, Post } from "./payload.ts";
import { postText } from "./post-text.ts";

/** An event that carries a post, as X sent it. */
export type PostEvent = { readonly payload?: unknown; readonly includes?: unknown };

type ReadPost = {
  readonly kind: Mention["kind"];
  readonly post: Post;
  readonly includes: Includes;
  readonly received: Received;
};

/**
 * A post that X told us of because somebody mentioned, answered or quoted the brand. The brand's own post is a Reply
 * whichever event brought it; a retweet says nothing new. Throws ZodError when it is no readable post.
 */
export const readPost =
  (kind: Mention["kind"]) =>
  (event: PostEvent, received: Received): Outcome => {
    const post = Post.parse(event.payload);
    const includes = Includes.parse(event.includes);
    if (post.referenced_tweets?.some(({ type }) => type === "retweeted")) return ignored("retweet");
    return post.author_id === received.channel.account
      ? { outcome: "reply", reply: replyFrom({ kind, post, includes, received }) }
      : { outcome: "mention", mention: mentionFrom({ kind, post, includes, received }) };
  };

/** A post of an account that is watched for its posts: only the brand's own are for us. */
export const readOwnPost = (event: PostEvent, received: Received): Outcome =>
  Post.parse(event.payload).author_id === received.channel.account
    ? readPost("mention")(event, received)
    : ignored("post.create of somebody else");

const mentionFrom = ({ kind, post, includes, received }: ReadPost): Mention => {
  const author = authorOf(post, includes);
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
    replyable: kind !== "reply" || typesHandle(text, post, received.channel),
    permalink: permalinkOf(post, author),
  };
};

/** It answers a mention under the mention's own id, the original's, even where the brand answered an edit of it. */
const replyFrom = ({ post, includes, received }: ReadPost): Reply => {
  const answered = post.in_reply_to_user_id === post.author_id ? undefined : post.in_reply_to_tweet_id;
  const edited = includes.tweets.find((tweet) => tweet?.id === answered);
  return {
    id: ReplyId.parse(`x:${originalOf(post)}`),
    platform: "x",
    channelId: received.channel.id,
    text: postText(post),
    threadId: threadOf(post),
    replyTo: edited?.edit_history_tweet_ids[0] ?? answered ?? null,
    createdAt: post.created_at,
    receivedAt: received.receivedAt.toISOString(),
    permalink: permalinkOf(post, authorOf(post, includes)),
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
  return { id: author_id, handle: handle ?? null, name: name ?? null };
};

const permalinkOf = ({ id }: Post, { handle }: Author): string =>
  `https://x.com/${handle !== null && /^\w+$/u.test(handle) ? handle : "i/web"}/status/${id}`;

/**
 * On X's self-serve tiers a post may be answered only if its author mentioned or quoted the brand. Mention and quote
 * events say so; a reply has to carry the brand's handle in the part its author typed, and where that is in doubt, no.
 */
const typesHandle = (text: string, post: Post, { account, handle }: Received["channel"]): boolean => {
  const mentions = post.entities?.mentions ?? [];
  const handles = [handle, ...mentions.filter(({ id }) => id === account).map(({ username }) => username)];
  const words = new Set(text.toLowerCase().split(/[^\w@]+/u));
  return handles.some((known) => known !== undefined && words.has(`@${known.toLowerCase()}`));
};
