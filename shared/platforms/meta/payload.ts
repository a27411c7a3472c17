/** What Meta's products have in common, as far as we read it: whatever else is sent, now or later, is tolerated. */
import * as z from "zod";
import { decoration, idLike, integerLike, maybe } from "../json-fields.ts";

/** Posts, comments, people, accounts. */
export const Id = idLike(/^[\w:.-]{1,200}$/u);

/** Messages: whatever Meta makes of them, without blanks. */
export const MessageKey = idLike(/^[\u0021-\u007E]{1,512}$/u);

/**
 * Meta counts in seconds in most places and in milliseconds in some, by no rule it keeps; no seconds of our time are
 * this many.
 */
export const Instant = integerLike
  .refine((time) => time <= Date.parse("9999-12-31T23:59:59Z"), "is no instant")
  .transform((time) => new Date(time < 100_000_000_000 ? time * 1000 : time));

/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
export const Body = z.object({ object: z.string(), entry: z.array(z.unknown()) });

export const Change = z.object({ field: z.string(), value: z.unknown().optional() });

export const Entry = z.object({
  id: Id,
  time: decoration(Instant),
  changes: maybe(z.array(z.unknown())),
  messaging: maybe(z.array(z.unknown())),
  standby: maybe(z.array(z.unknown())),
  /** Instagram's documentation prints a change straight on its entry. */
  field: decoration(z.string()),
  value: z.unknown().optional(),
});
export type Entry = z.infer<typeof Entry>;

/** A message between a person and the brand, in Messenger and in Instagram alike. */
export const Messaging = z.object({
  sender: maybe(z.object({ id: Id })),
  recipient: maybe(z.object({ id: Id })),
  timestamp: decoration(Instant),
  message: maybe(
    z.object({
      mid: MessageKey,
      text: maybe(z.string()),
      is_echo: maybe(z.boolean()),
      /** Of an echo: the app that said it. */
      app_id: maybe(z.union([z.string(), z.number()])),
      is_deleted: maybe(z.boolean()),
      reply_to: decoration(
        z.object({ mid: maybe(MessageKey), story: decoration(z.object({ id: maybe(MessageKey) })) }),
      ),
    }),
  ),
  message_edit: maybe(
    z.object({ mid: MessageKey, text: maybe(z.string()), num_edit: decoration(integerLike) }),
  ),
});
export type Messaging = z.infer<typeof Messaging>;
