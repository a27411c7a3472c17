import { MentionId, MessageId, ReplyId } from "../../domain/ids.ts";
import type { Author } from "../../domain/messages/mention.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { messageText } from "./message-text.ts";
import { Echo, Message, type Contact, type Value } from "./payload.ts";

type Around = { readonly value: Value; readonly received: Received };

/** What the brand is told although nobody said anything. */
const saysNothing = new Set(["reaction", "system", "request_welcome"]);

/** Somebody wrote to the brand, rewrote it or took it back. Throws ZodError when it is unreadable. */
export const readMessage = (raw: unknown, around: Around): Outcome => {
  const message = Message.parse(raw);
  const { revoke, edit, type } = message;
  if (saysNothing.has(type)) return ignored(`message ${printable(type)}`);
  if (revoke !== undefined) return withdrawalOf(revoke.original_message_id, message.timestamp);
  const contact = contactOf(message.from ?? message.from_user_id, around.value.contacts);
  const author = authorOf(message, contact);
  const id = edit?.original_message_id ?? message.id;
  return {
    outcome: "mention",
    mention: {
      ...wordsOf(message, around, author.id),
      id: MentionId.parse(`whatsapp:${id}`),
      text: messageText(edit?.message ?? message),
      kind: "message",
      author,
      // Edits carry no number: the second they were made in stands for it.
      revision: edit === undefined ? 0 : Math.floor(message.timestamp.getTime() / 1000),
      replyable: true,
    },
  };
};

/** The brand wrote it, in the app on its own phone. */
export const readEcho = (raw: unknown, around: Around): Outcome => {
  const echo = Echo.parse(raw);
  if (saysNothing.has(echo.type)) return ignored(`echo ${printable(echo.type)}`);
  if (echo.revoke !== undefined) return withdrawalOf(echo.revoke.original_message_id, echo.timestamp);
  if (echo.edit !== undefined) return ignored("an edit of the brand's own");
  const contact = contactOf(echo.to ?? echo.to_user_id, around.value.contacts);
  const personId = echo.to_user_id ?? contact?.user_id ?? echo.to ?? contact?.wa_id;
  if (personId === undefined) return ignored("an echo to nobody");
  return {
    outcome: "reply",
    reply: {
      ...wordsOf(echo, around, personId),
      id: ReplyId.parse(`whatsapp:${echo.id}`),
      text: messageText(echo),
      toAuthorId: echo.group_id === undefined ? personId : null,
    },
  };
};

const withdrawalOf = (id: string, at: Date): Outcome => ({
  outcome: "withdrawn",
  id: MessageId.parse(`whatsapp:${id}`),
  at: at.toISOString(),
});

/** A thread is what one number of the brand and one person, or one group, say to each other. */
const wordsOf = (
  { timestamp, context, group_id: groupId }: Message | Echo,
  { value, received }: Around,
  personId: string,
) => ({
  platform: "whatsapp" as const,
  channelId: received.channel.id,
  threadId: `${value.metadata.phone_number_id}-${groupId ?? personId}`,
  replyTo: context?.id ?? null,
  public: false,
  createdAt: timestamp.toISOString(),
  receivedAt: received.receivedAt.toISOString(),
  permalink: null,
});

const contactOf = (person: string | undefined, contacts: readonly Contact[]): Contact | undefined =>
  contacts.find(({ wa_id, user_id }) => person !== undefined && (wa_id === person || user_id === person)) ??
  (contacts.length === 1 ? contacts[0] : undefined);

/** A person's own id stays when their number changes or is hidden; where there is none, the number has to do. */
const authorOf = (message: Message, contact: Contact | undefined): Author => {
  const { from, from_user_id: userId, id } = message;
  const { username, name } = contact?.profile ?? {};
  return {
    id: userId ?? contact?.user_id ?? from ?? contact?.wa_id ?? `unknown-${id}`,
    handle: boundedText(username ?? "", 200) || null,
    name: boundedText(name ?? "", 200) || null,
  };
};
