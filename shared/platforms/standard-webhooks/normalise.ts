import * as z from "zod";
import { MentionId, MessageId, ReplyId } from "../../domain/ids.ts";
import { PermanentError } from "../../errors.ts";
import { boundedText } from "../bounded-text.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry } from "../read-entry.ts";
import { MentionEvent, ReplyEvent, StandingEvent } from "./payload.ts";

const Envelope = z.object({ type: z.string() });

type ReadEvent = (body: unknown, received: Received) => Outcome;

const readMention: ReadEvent = (body, received) => mentionFrom(MentionEvent.parse(body), received);
const readReply: ReadEvent = (body, received) => replyFrom(ReplyEvent.parse(body), received);
const readStanding: ReadEvent = (body, received) => standingFrom(StandingEvent.parse(body), received);

const readers: ReadonlyMap<string, ReadEvent> = new Map([
  ["mention.created", readMention],
  ["mention.edited", readMention],
  ["reply.created", readReply],
  ["message.withdrawn", readStanding],
  ["message.hidden", readStanding],
  ["message.shown", readStanding],
]);

const normalise = (body: unknown, received: Received): readonly Outcome[] => {
  const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
  return bodies.length === 0 ? [ignored("no events")] : bodies.map((single) => readEvent(single, received));
};

const readEvent = (body: unknown, received: Received): Outcome => {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) throw new PermanentError("The body is no Standard Webhooks event of ours.");
  const { type } = envelope.data;
  const read = readers.get(type) ?? (() => ignored(`event type ${printable(type)}`));
  return readEntry(body, () => read(body, received));
};

const mentionFrom = ({ type, data }: MentionEvent, received: Received): Outcome => ({
  outcome: "mention",
  mention: {
    ...wordsOf(data, received),
    id: MentionId.parse(`standard-webhooks:${inChannel(data.id, received)}`),
    kind: data.kind,
    author: {
      id: data.author.id,
      handle: data.author.handle || null,
      name: data.author.name || null,
    },
    revision: type === "mention.edited" ? Math.max(1, data.revision) : data.revision,
    // Whoever posts here has no way for us to answer: a responder follows the permalink.
    replyable: false,
  },
});

const replyFrom = ({ data }: ReplyEvent, received: Received): Outcome =>
  data.automatic
    ? ignored("an automatic reply")
    : {
        outcome: "reply",
        reply: {
          ...wordsOf(data, received),
          id: ReplyId.parse(`standard-webhooks:${inChannel(data.id, received)}`),
          toAuthorId: data.toAuthorId ?? null,
        },
      };

const wordsOf = (data: MentionEvent["data"] | ReplyEvent["data"], received: Received) => ({
  platform: "standard-webhooks" as const,
  channelId: received.channel.id,
  text: boundedText(data.text),
  threadId: inChannel(data.threadId ?? data.id, received),
  replyTo: data.replyTo ? inChannel(data.replyTo, received) : null,
  public: data.public,
  createdAt: new Date(data.createdAt).toISOString(),
  receivedAt: received.receivedAt.toISOString(),
  permalink: data.permalink ?? null,
});

const states = {
  "message.withdrawn": "withdrawn",
  "message.hidden": "hidden",
  "message.shown": "shown",
} as const;

const standingFrom = ({ type, data: { id, at } }: StandingEvent, received: Received): Outcome => ({
  outcome: states[type],
  id: MessageId.parse(`standard-webhooks:${inChannel(id, received)}`),
  at: new Date(at).toISOString(),
});

/** Senders number as they like: only together with its channel is an id one of a kind. */
const inChannel = (id: string, { channel }: Received): string => `${channel.id}/${id}`;

export const standardWebhooksParser: PlatformParser = { normalise, accountOf: () => null };
