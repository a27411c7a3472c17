import { MentionId, ReplyId } from "../../domain/ids.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { DirectMessage, type People } from "./payload.ts";
import { unescapeOnce } from "./post-text.ts";

/** A direct message that arrived in clear: somebody's to the brand, or the brand's to somebody. Throws ZodError. */
export const readDirectMessage = (raw: unknown, people: People, received: Received): Outcome => {
  const message = DirectMessage.parse(raw);
  if (message.type !== "message_create") return ignored(`direct message ${printable(message.type)}`);
  const { sender_id: senderId, target, message_data: data } = message.message_create;
  const { channel, receivedAt } = received;
  const said = {
    platform: "x",
    channelId: channel.id,
    text: boundedText(unescapeOnce(data.text)),
    threadId: dialogueOf(senderId, target.recipient_id),
    replyTo: null,
    public: false,
    createdAt: message.created_timestamp,
    receivedAt: receivedAt.toISOString(),
    permalink: `https://x.com/messages/${dialogueOf(senderId, target.recipient_id)}`,
  } as const;
  if (senderId === channel.account) {
    const reply = { ...said, id: ReplyId.parse(`x:${message.id}`), toAuthorId: target.recipient_id };
    return { outcome: "reply", reply };
  }
  return {
    outcome: "mention",
    mention: {
      ...said,
      id: MentionId.parse(`x:${message.id}`),
      kind: "message",
      author: authorOf(senderId, people),
      revision: 0,
      replyable: true,
    },
  };
};

/** X names the dialogue of two after both of them, the older account first. */
const dialogueOf = (one: string, other: string): string =>
  BigInt(one) < BigInt(other) ? `${one}-${other}` : `${other}-${one}`;

const authorOf = (id: string, people: People) => {
  const person = Object.hasOwn(people, id) ? people[id] : undefined;
  const handle = boundedText(person?.username ?? person?.screen_name ?? "", 200) || null;
  return { id, handle, name: boundedText(person?.name ?? "", 200) || null };
};
