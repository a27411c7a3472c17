/**
 * A post as Account Activity still writes it, read into the shape of today. The whole text is in `extended_tweet` with
 * a range and entities of its own, and no thread is named: a reply's is the post it answers, as far as anybody can say.
 */
import * as z from "zod";
import { decoration, integerLike, isKnownTime, maybe } from "../json-fields.ts";
import { Id, type Includes, type Post } from "./payload.ts";

const Entities = decoration(
  z.object({ user_mentions: decoration(z.array(z.object({ screen_name: z.string(), id_str: Id }))) }),
);

/** "Fri Nov 20 23:42:09 +0000 2026" */
const Instant = z
  .string()
  .transform((text) => new Date(text))
  .refine(isKnownTime, "is no instant")
  .transform((instant) => instant.toISOString());

/** A post another one speaks of. */
const Mentioned = z.object({ id_str: Id, user: decoration(z.object({ id_str: Id })) });

const LegacyPost = z.object({
  id_str: Id,
  text: z.string(),
  created_at: Instant,
  user: z.object({
    id_str: Id,
    screen_name: maybe(z.string()),
    name: maybe(z.string()),
    followers_count: decoration(integerLike),
  }),
  in_reply_to_status_id_str: maybe(Id),
  in_reply_to_user_id_str: maybe(Id),
  retweeted_status: z.unknown().optional(),
  quoted_status: decoration(Mentioned),
  edit_history: decoration(
    z.object({ initial_tweet_id: decoration(Id), edit_tweet_ids: decoration(z.array(Id)) }),
  ),
  display_text_range: decoration(z.array(z.number())),
  entities: Entities,
  extended_tweet: decoration(
    z.object({
      full_text: z.string(),
      display_text_range: decoration(z.array(z.number())),
      entities: Entities,
    }),
  ),
});
type LegacyPost = z.infer<typeof LegacyPost>;

export type ModernPost = { readonly post: Post; readonly includes: Includes; readonly isRetweet: boolean };

/** Throws ZodError when it is no readable post. */
export const readLegacyPost = (raw: unknown): ModernPost => {
  const legacy = LegacyPost.parse(raw);
  const { user, quoted_status: quoted } = legacy;
  return {
    post: postOf(legacy),
    includes: {
      users: [
        {
          id: user.id_str,
          username: user.screen_name,
          name: user.name,
          public_metrics:
            user.followers_count === undefined ? undefined : { followers_count: user.followers_count },
        },
      ],
      tweets: quoted === undefined ? [] : [quotedOf(quoted)],
    },
    isRetweet: (legacy.retweeted_status ?? null) !== null,
  };
};

const postOf = (legacy: LegacyPost): Post => {
  const whole = legacy.extended_tweet ?? { ...legacy, full_text: legacy.text };
  const mentions = whole.entities?.user_mentions ?? [];
  return {
    id: legacy.id_str,
    author_id: legacy.user.id_str,
    text: whole.full_text,
    created_at: legacy.created_at,
    conversation_id: legacy.in_reply_to_status_id_str,
    edit_history_tweet_ids: editsOf(legacy),
    in_reply_to_tweet_id: legacy.in_reply_to_status_id_str,
    in_reply_to_user_id: legacy.in_reply_to_user_id_str,
    referenced_tweets:
      legacy.quoted_status === undefined ? undefined : [{ type: "quoted", id: legacy.quoted_status.id_str }],
    display_text_range: whole.display_text_range,
    note_tweet: undefined,
    entities: {
      mentions: mentions.map(({ screen_name, id_str }) => ({ username: screen_name, id: id_str })),
    },
  };
};

/** An edited post names its chain, or only the beginning of it. */
const editsOf = ({ id_str, edit_history: history }: LegacyPost): string[] | undefined => {
  const first = history?.initial_tweet_id;
  return history?.edit_tweet_ids ?? (first === undefined ? undefined : [...new Set([first, id_str])]);
};

const quotedOf = ({ id_str, user }: z.infer<typeof Mentioned>) => ({
  id: id_str,
  author_id: user?.id_str,
  edit_history_tweet_ids: undefined,
});
