/**
 * Since February 2026 X's self-serve tiers accept a reply only to a post whose author mentioned or quoted the brand;
 * Enterprise may answer anybody. https://docs.x.com/x-api/posts/manage-tweets/introduction
 */
import type { ChannelIdentity, Received } from "../platform-adapter.ts";
import type { Post } from "./payload.ts";
import type { HeardPost } from "./read-post.ts";

/** Mention and quote events say so themselves; of anything else the post has to show it, and in doubt the answer is no. */
export const isReplyable = (heard: HeardPost & { readonly received: Received }, text: string): boolean => {
  const { channel } = heard.received;
  if (channel.tier === "enterprise") return true;
  if (heard.toldAs === "mention" || heard.toldAs === "quote") return true;
  return typesHandle(text, heard.post, channel) || quotesBrand(heard, channel);
};

/** The brand's handle in the part its author typed: the handles X puts before a reply summon nobody. */
const typesHandle = (text: string, post: Post, { account, handle }: ChannelIdentity): boolean => {
  const mentions = post.entities?.mentions ?? [];
  const handles = [handle, ...mentions.filter(({ id }) => id === account).map(({ username }) => username)];
  const words = new Set(text.toLowerCase().split(/[^\w@]+/u));
  return handles.some((known) => known !== undefined && words.has(`@${known.toLowerCase()}`));
};

const quotesBrand = ({ post, includes }: HeardPost, { account }: ChannelIdentity): boolean => {
  const quoted = post.referenced_tweets?.filter(({ type }) => type === "quoted").map(({ id }) => id) ?? [];
  return includes.tweets.some(
    (tweet) => tweet !== null && tweet.author_id === account && quoted.includes(tweet.id),
  );
};
