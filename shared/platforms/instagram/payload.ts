/** What we read of Instagram's changes. https://developers.facebook.com/docs/instagram-platform/webhooks */
import * as z from "zod";
import { decoration, maybe } from "../json-fields.ts";
import { Id, Instant } from "../meta/payload.ts";

const Person = z.object({
  id: maybe(Id),
  username: maybe(z.string()),
  /** Only on what the brand's own account wrote. */
  self_ig_scoped_id: decoration(Id),
});
export type Person = z.infer<typeof Person>;

const comment = {
  parent_id: maybe(Id),
  text: maybe(z.string()),
  from: maybe(Person),
  /** A comment under an advertisement may be told twice: there, and under the post that is advertised. */
  media: z.object({ id: Id, original_media_id: maybe(Id) }),
  timestamp: decoration(Instant),
};

/** Its id is called `comment_id` with Facebook Login, and `id` with Instagram Login. */
export const Comment = z.union([
  z.object({ ...comment, comment_id: Id }).transform(({ comment_id: id, ...rest }) => ({ ...rest, id })),
  z.object({ ...comment, id: Id }),
]);

/** The brand is named in somebody's caption or comment; what was said there is left out. */
export const NamedIn = z.object({
  media_id: Id,
  comment_id: maybe(Id),
  text: maybe(z.string()),
  from: maybe(Person),
});
