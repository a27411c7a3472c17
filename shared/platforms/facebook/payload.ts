/** What we read of a Page's bodies, and no more: whatever else Meta sends, now or later, is tolerated. */
import * as z from "zod";

const Id = z.string().regex(/^[\w:.-]{1,200}$/u);

/**
 * Meta counts in seconds in most places and in milliseconds in some, by no rule it keeps; no seconds of our time are
 * this many.
 */
const Instant = z
  .int()
  .nonnegative()
  .max(Date.parse("9999-12-31T23:59:59Z"))
  .transform((time) => new Date(time < 100_000_000_000 ? time * 1000 : time));

/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
export const Body = z.object({ object: z.string(), entry: z.array(z.unknown()) });

export const Entry = z.object({
  id: z.string(),
  time: Instant.optional().catch(undefined),
  changes: z.array(z.unknown()).optional(),
  messaging: z.array(z.unknown()).optional(),
  standby: z.array(z.unknown()).optional(),
});
export type Entry = z.infer<typeof Entry>;

export const Change = z.object({ field: z.string(), value: z.unknown().optional() });

/** What happened to what, in the `feed` field. https://developers.facebook.com/docs/graph-api/webhooks/reference/page */
export const FeedItem = z.object({ item: z.string(), verb: z.string() });

export const Comment = z.object({
  comment_id: Id,
  post_id: Id,
  /** The comment this one answers; the post itself for a comment at the top. */
  parent_id: Id.optional(),
  created_time: Instant,
  verb: z.string(),
  /** Missing when the comment is only a picture or a sticker. */
  message: z.string().default(""),
  /** Missing when privacy or a permission hides the author. */
  from: z.object({ id: z.string().max(200), name: z.string().optional() }).optional(),
});
export type Comment = z.infer<typeof Comment>;
