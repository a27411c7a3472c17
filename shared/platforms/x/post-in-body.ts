import * as z from "zod";
import { decoration } from "../json-fields.ts";

/** A post as X's lists have it, and who they say wrote it. */
export type FoundPost = {
  readonly post: Readonly<Record<string, unknown>> & { readonly id: string; readonly created_at: string };
  readonly users: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
};

const References = z.object({
  author_id: decoration(z.string()),
  referenced_tweets: decoration(z.array(z.object({ type: z.string(), id: z.string() }))),
});

/**
 * The post as X Activity would have delivered it. Lists leave out what a post answers, beside naming it as a
 * reference; and in a reply the handles X puts before the text mention nobody, so a reply is told as one, and whether
 * it is a mention too is for its text to say.
 */
export const inBody = ({ post, users }: FoundPost, account: string): unknown => {
  const { author_id: author, referenced_tweets: references = [] } = References.parse(post);
  const answered = references.find(({ type }) => type === "replied_to")?.id;
  return {
    data: {
      event_type: answered === undefined ? "post.mention.create" : "post.reply.create",
      filter: { user_id: account },
      payload: { ...post, ...(answered !== undefined && { in_reply_to_tweet_id: answered }) },
      includes: { users: users.filter(({ id }) => id === author) },
    },
  };
};
