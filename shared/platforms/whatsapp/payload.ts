/** What we read of the Cloud API. https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks */
import * as z from "zod";
import { decoration, maybe } from "../json-fields.ts";
import { Id, Instant, MessageKey } from "../meta/payload.ts";

/**
 * A person goes by a phone number, by an id of their own (`US.…`), or by both: since people may have usernames, either
 * may be missing.
 */
const Contact = z.object({
  wa_id: decoration(Id),
  user_id: decoration(Id),
  profile: decoration(z.object({ name: maybe(z.string()), username: maybe(z.string()) })),
});
export type Contact = z.infer<typeof Contact>;

export const Value = z.object({
  metadata: z.object({ phone_number_id: Id }),
  contacts: z.array(Contact).catch([]).default([]),
  messages: maybe(z.array(z.unknown())),
  message_echoes: maybe(z.array(z.unknown())),
  statuses: maybe(z.array(z.unknown())),
  errors: maybe(z.array(z.unknown())),
});
export type Value = z.infer<typeof Value>;

const captioned = decoration(z.object({ caption: maybe(z.string()) }));
const titled = decoration(z.object({ title: maybe(z.string()) }));

/** Where each type of message keeps the words that came with it. */
const words = {
  text: decoration(z.object({ body: z.string() })),
  image: captioned,
  video: captioned,
  document: captioned,
  button: decoration(z.object({ text: maybe(z.string()) })),
  interactive: decoration(
    z.object({
      button_reply: titled,
      list_reply: titled,
      nfm_reply: decoration(z.object({ body: maybe(z.string()) })),
    }),
  ),
  order: decoration(z.object({ text: maybe(z.string()) })),
  location: decoration(z.object({ name: maybe(z.string()), address: maybe(z.string()) })),
};
const Words = z.object(words);
export type Words = z.infer<typeof Words>;

const shared = {
  ...words,
  id: MessageKey,
  timestamp: Instant,
  type: z.string(),
  context: decoration(z.object({ id: maybe(MessageKey) })),
  group_id: maybe(Id),
  /** Takes back, or replaces, a message that was sent before. */
  revoke: maybe(z.object({ original_message_id: MessageKey })),
  edit: maybe(z.object({ original_message_id: MessageKey, message: decoration(Words) })),
};

/** What somebody wrote to the brand. */
export const Message = z.object({ ...shared, from: maybe(Id), from_user_id: maybe(Id) });
export type Message = z.infer<typeof Message>;

/** What the brand wrote on the phone that shares its number. */
export const Echo = z.object({ ...shared, to: maybe(Id), to_user_id: maybe(Id) });
export type Echo = z.infer<typeof Echo>;

export const Status = z.object({ status: z.string() });
