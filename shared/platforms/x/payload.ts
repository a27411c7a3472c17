/** What we read of X's bodies, and no more: whatever else X sends, now or later, is tolerated. */
import * as z from "zod";

/** Ids pass 2^53, so they are text; one that came as a number has lost digits and is refused. */
const Id = z.string().regex(/^\d{1,25}$/u);

const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .pipe(z.iso.datetime());

/** Something a post can do without: when X writes it in another shape, the post is still readable. */
const decoration = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined);

/** The X Activity envelope: one event a body. https://docs.x.com/x-api/activity/event-payloads */
export const Event = z.object({
  data: z.object({
    event_type: z.string().min(1),
    payload: z.unknown().optional(),
    includes: z.unknown().optional(),
  }),
});

/** https://docs.x.com/x-api/fundamentals/data-dictionary */
export const Post = z.object({
  id: Id,
  author_id: Id,
  text: z.string(),
  created_at: Instant,
  conversation_id: Id.optional(),
  /** Every edit is a new post; ascending, the original first. */
  edit_history_tweet_ids: z.array(Id).optional(),
  in_reply_to_tweet_id: Id.optional(),
  in_reply_to_user_id: Id.optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: Id })).optional(),
  /** In code points: where what the person wrote begins, behind the handles X put there. */
  display_text_range: decoration(z.array(z.number())),
  /** The whole of a post that is longer than 280 characters. */
  note_tweet: decoration(z.object({ text: z.string() })),
  entities: decoration(
    z.object({ mentions: decoration(z.array(z.object({ username: z.string(), id: Id }))) }),
  ),
});
export type Post = z.infer<typeof Post>;

const FlatUser = z.object({ id: Id, username: z.string().optional(), name: z.string().optional() });
const User = z.union([FlatUser, z.object({ data: FlatUser }).transform(({ data }) => data)]);
const EditedPost = z.object({ id: Id, edit_history_tweet_ids: z.array(Id) });

const listOf = <T extends z.ZodType>(shape: T) => z.array(shape.nullable().catch(null)).catch([]).default([]);

/** Who and what a post speaks of. May be missing, empty, or hold users one level deeper than usual. */
export const Includes = z
  .object({ users: listOf(User), tweets: listOf(EditedPost) })
  .catch({ users: [], tweets: [] });
export type Includes = z.infer<typeof Includes>;
