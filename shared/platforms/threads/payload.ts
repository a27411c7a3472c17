/** What we read of Threads. https://developers.facebook.com/docs/threads/webhooks */
import * as z from "zod";
import { decoration, isoInstant, maybe } from "../json-fields.ts";
import { Id, Instant } from "../meta/payload.ts";

const Change = z.object({ field: z.string(), value: z.unknown().optional() });

/** Not the envelope of Meta's others: one event, without entries. */
export const Body = z.object({
  time: decoration(Instant),
  values: z.union([z.array(Change), Change.transform((change) => [change])]),
});
export type Body = z.infer<typeof Body>;

const Owner = decoration(z.object({ id: maybe(Id), owner_id: maybe(Id) }));

export const Post = z.object({
  id: Id,
  text: maybe(z.string()),
  username: maybe(z.string()),
  owner: Owner,
  permalink: decoration(z.url()),
  timestamp: decoration(isoInstant),
  replied_to: decoration(z.object({ id: Id })),
  root_post: decoration(z.object({ id: Id, owner_id: maybe(Id), username: maybe(z.string()) })),
});
export type Post = z.infer<typeof Post>;

export const DeletedPost = z.object({ id: Id, deleted_at: decoration(isoInstant) });
