/** What we read of X's bodies, and no more: whatever else X sends, now or later, is tolerated. */
import * as z from "zod";
import { decoration, idLike, integerLike, maybe, millisecondInstant } from "../json-fields.ts";

export const Id = idLike(/^\d{1,25}$/u);

const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .pipe(z.iso.datetime());

/** The X Activity envelope: one event a body. https://docs.x.com/x-api/activity/event-payloads */
export const Event = z.object({
  data: z.object({
    event_type: z.string().min(1),
    filter: decoration(z.object({ user_id: decoration(Id) })),
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
  conversation_id: maybe(Id),
  /** Every edit is a new post; ascending, the original first. */
  edit_history_tweet_ids: maybe(z.array(Id)),
  in_reply_to_tweet_id: maybe(Id),
  in_reply_to_user_id: maybe(Id),
  referenced_tweets: maybe(z.array(z.object({ type: z.string(), id: Id }))),
  /** In code points: where what the person wrote begins, behind the handles X put there. */
  display_text_range: decoration(z.array(z.number())),
  /** The whole of a post that is longer than 280 characters. */
  note_tweet: decoration(z.object({ text: z.string() })),
  entities: decoration(
    z.object({ mentions: decoration(z.array(z.object({ username: z.string(), id: Id }))) }),
  ),
});
export type Post = z.infer<typeof Post>;

const FlatUser = z.object({
  id: Id,
  username: maybe(z.string()),
  name: maybe(z.string()),
  public_metrics: decoration(z.object({ followers_count: integerLike })),
});
const User = z.union([FlatUser, z.object({ data: FlatUser }).transform(({ data }) => data)]);
const QuotedPost = z.object({ id: Id, author_id: maybe(Id), edit_history_tweet_ids: maybe(z.array(Id)) });

const listOf = <T extends z.ZodType>(shape: T) => z.array(shape.nullable().catch(null)).catch([]).default([]);

/** Who and what a post speaks of. May be missing, empty, or hold users one level deeper than usual. */
export const Includes = z
  .object({ users: listOf(User), tweets: listOf(QuotedPost) })
  .catch({ users: [], tweets: [] });
export type Includes = z.infer<typeof Includes>;

/** A post that is gone. X says so only of the account it watches for us. */
export const DeletedPost = z.object({ id: Id });

/** The older products wrote direct messages like this, and X Activity still does. */
export const DirectMessage = z.object({
  type: z.string(),
  id: Id,
  created_timestamp: millisecondInstant,
  message_create: z.object({
    target: z.object({ recipient_id: Id }),
    sender_id: Id,
    message_data: z.object({ text: z.string().default("") }),
  }),
});
export type DirectMessage = z.infer<typeof DirectMessage>;

const FlatPerson = z.object({
  screen_name: maybe(z.string()),
  username: maybe(z.string()),
  name: maybe(z.string()),
});
const Person = z.union([z.object({ data: FlatPerson }).transform(({ data }) => data), FlatPerson]);

/** Who speaks in direct messages, by id. */
export const People = z.record(z.string(), Person.nullable().catch(null)).catch({}).default({});
export type People = z.infer<typeof People>;

/** The payload of `dm.received` and `dm.sent`. */
export const DirectMessages = z.object({
  direct_message_events: z.array(z.unknown()),
  users: z.unknown().optional(),
});
