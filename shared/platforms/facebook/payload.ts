/** What we read of a Page's feed. https://developers.facebook.com/docs/graph-api/webhooks/reference/page */
import * as z from "zod";
import { maybe } from "../json-fields.ts";
import { Id, Instant } from "../meta/payload.ts";

/** What happened to what. */
export const FeedItem = z.object({ item: z.string(), verb: z.string() });

const Person = z.object({ id: Id, name: maybe(z.string()) });

export const Comment = z.object({
  comment_id: Id,
  post_id: Id,
  /** The comment this one answers; the post itself for a comment at the top. */
  parent_id: maybe(Id),
  created_time: Instant,
  verb: z.string(),
  /** Missing when the comment is only a picture or a sticker. */
  message: maybe(z.string()),
  /** Missing when privacy or a permission hides the author. */
  from: maybe(Person.or(z.object({ id: z.literal("") }))),
});
export type Comment = z.infer<typeof Comment>;

/** Something somebody put on the Page: in words, or a picture, a film, a link. */
export const PagePost = z.object({
  post_id: Id,
  created_time: Instant,
  verb: z.string(),
  message: maybe(z.string()),
  from: maybe(Person.or(z.object({ id: z.literal("") }))),
});

/** What is no longer there, or no longer to be seen: its id and nothing else is sure. */
export const Gone = z.object({ comment_id: maybe(Id), post_id: maybe(Id) });

/** The Page was named somewhere else; what was said there is often left out. */
export const PageMention = z.object({
  verb: z.string(),
  post_id: Id,
  comment_id: maybe(Id),
  created_time: maybe(Instant),
  message: maybe(z.string()),
  sender_id: maybe(Id),
  sender_name: maybe(z.string()),
});
