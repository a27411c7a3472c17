/** The least of a webhook body that a platform's parser reads. */

export type Post = {
  readonly id: string;
  readonly thread: string;
  readonly author: string;
  readonly text: string;
  readonly at: Date;
  /** The post this is an edit of. */
  readonly original?: string;
  readonly answers?: string;
  readonly isRetweet?: boolean;
};

export const xBody = ({ id, thread, author, text, at, original, answers, isRetweet }: Post): string =>
  JSON.stringify({
    data: {
      event_type: "post.mention.create",
      payload: {
        id,
        author_id: author,
        text,
        created_at: at.toISOString(),
        conversation_id: thread,
        edit_history_tweet_ids: original === undefined ? [id] : [original, id],
        ...(answers !== undefined && { in_reply_to_tweet_id: answers }),
        ...(isRetweet === true && { referenced_tweets: [{ type: "retweeted", id: thread }] }),
      },
      includes: { users: [{ id: author, username: `user${author.slice(-6)}` }] },
    },
  });

const page = "109876543210987";

export const facebookBody = (comments: readonly Post[]): string =>
  JSON.stringify({
    object: "page",
    entry: comments.map(({ id, thread, author, text, at }) => ({
      id: page,
      time: seconds(at),
      changes: [
        {
          field: "feed",
          value: {
            item: "comment",
            verb: "add",
            from: { id: author, name: "Somebody" },
            message: text,
            comment_id: id,
            post_id: thread,
            parent_id: thread,
            created_time: seconds(at),
          },
        },
      ],
    })),
  });

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
