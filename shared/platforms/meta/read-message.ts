/**
 * What people and the brand write to each other in private, in Messenger and on Instagram. An echo is what the brand
 * wrote, from any client; its direction is read from who is who, because published samples have it reversed.
 */
import { MentionId, MessageId, ReplyId } from "../../domain/ids.ts";
import type { Mention } from "../../domain/messages/mention.ts";
import { boundedText } from "../bounded-text.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { Messaging } from "./payload.ts";
import type { Item } from "./read-entries.ts";

type Platform = "facebook" | "instagram";

/** Reads one item of `messaging` or `standby`. Throws ZodError when it is unreadable. */
export const readMessage =
  (platform: Platform) =>
  (item: Item, received: Received): Outcome => {
    const event = Messaging.parse(item.raw);
    const heard = { platform, item, received, event };
    if (event.message?.is_deleted) return withdrawalOf(heard, event.message.mid);
    if (event.message !== undefined) return said(heard, event.message);
    if (event.message_edit !== undefined) return edited(heard, event.message_edit);
    return ignored(`${item.list} ${kindOf(item.raw)}`);
  };

type Heard = {
  readonly platform: Platform;
  readonly item: Item;
  readonly received: Received;
  readonly event: Messaging;
};

const withdrawalOf = (heard: Heard, mid: string): Outcome => ({
  outcome: "withdrawn",
  id: MessageId.parse(`${heard.platform}:${mid}`),
  at: happenedAt(heard),
});

const said = (heard: Heard, message: NonNullable<Messaging["message"]>): Outcome => {
  const { sender, recipient } = heard.event;
  const own = ownIds(heard);
  const isOwn = message.is_echo === true || (sender !== undefined && own.includes(sender.id));
  const other = isOwn && (sender === undefined || own.includes(sender.id)) ? recipient : sender;
  if (other === undefined) return ignored(`${heard.item.list} of nobody`);
  if (isOwn && isMachine(heard, message.app_id)) return ignored("an automatic reply");
  const { mid, text = "", reply_to: answered } = message;
  const line = {
    heard,
    mid,
    text,
    personId: other.id,
    replyTo: answered?.mid ?? answered?.story?.id ?? null,
  };
  return isOwn
    ? {
        outcome: "reply",
        reply: {
          ...wordsOf(line),
          id: ReplyId.parse(`${heard.platform}:${mid}`),
          toAuthorId: other.id,
        },
      }
    : { outcome: "mention", mention: mentionFrom(line, 0) };
};

/** A channel names the apps that answer by themselves: their words stop no clock. */
const isMachine = ({ received: { channel } }: Heard, appId: string | number | undefined): boolean =>
  appId !== undefined && (channel.bots ?? []).includes(String(appId));

const edited = (heard: Heard, edit: NonNullable<Messaging["message_edit"]>): Outcome => {
  const { sender } = heard.event;
  if (sender === undefined) return ignored("message_edit of nobody");
  if (ownIds(heard).includes(sender.id)) return ignored("message_edit of the brand's own");
  const { mid, text = "", num_edit: count = 1 } = edit;
  const line = { heard, mid, text, personId: sender.id, replyTo: null };
  return { outcome: "mention", mention: mentionFrom(line, Math.max(1, count)) };
};

type Line = {
  readonly heard: Heard;
  readonly mid: string;
  readonly text: string;
  readonly personId: string;
  readonly replyTo: string | null;
};

/** What holds of a line whoever wrote it. */
const wordsOf = ({ heard, text, personId, replyTo }: Line) => ({
  platform: heard.platform,
  channelId: heard.received.channel.id,
  text: boundedText(text),
  threadId: `${heard.item.entry.id}-${personId}`,
  replyTo,
  public: false,
  createdAt: happenedAt(heard),
  receivedAt: heard.received.receivedAt.toISOString(),
  permalink: null,
});

/** On standby another app has the thread: we may read along, and not answer. */
const mentionFrom = (line: Line, revision: number): Mention => ({
  ...wordsOf(line),
  id: MentionId.parse(`${line.heard.platform}:${line.mid}`),
  kind: "message",
  author: { id: line.personId, handle: null, name: null },
  revision,
  replyable: line.heard.item.list !== "standby",
});

const ownIds = ({ item, received }: Heard): readonly string[] => [item.entry.id, received.channel.account];

const happenedAt = ({ event, item, received }: Heard): string =>
  (event.timestamp ?? item.entry.time ?? received.receivedAt).toISOString();

/** Receipts, reactions, taps on buttons: named by the field that is not about who and when. */
const kindOf = (raw: unknown): string => {
  const around = ["sender", "recipient", "timestamp"];
  const [kind = "without a message"] = isRecord(raw)
    ? Object.keys(raw).filter((name) => !around.includes(name))
    : [];
  return kind === "without a message" ? kind : printable(kind);
};
