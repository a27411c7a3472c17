import { MessageId } from "../../domain/ids.ts";
import { PermanentError } from "../../errors.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEach, readEntry } from "../read-entry.ts";
import { DeletedPost, DirectMessages, Event, Id, People } from "./payload.ts";
import { readAccountActivity } from "./read-account-activity.ts";
import { readDirectMessage } from "./read-direct-message.ts";
import { hearPost, parsePost, readOwnPost, readPost, type PostEvent } from "./read-post.ts";

type ReadEvent = (event: PostEvent, received: Received) => Outcome;

/** What each event type of X Activity means to us. A type that is not here is counted and ignored. */
const readers: ReadonlyMap<string, ReadEvent> = new Map<string, ReadEvent>([
  ["post.create", readOwnPost],
  ["post.mention.create", readPost("mention")],
  ["post.reply.create", readPost("reply")],
  ["post.quote.create", readPost("quote")],
  ["post.repost.create", () => ignored("retweet")],
  ["post.delete", (event, received) => readDeletedPost(event, received)],
]);

/** Event types that carry a list: one event, several messages. */
const listTypes: ReadonlySet<string> = new Set(["dm.received", "dm.sent"]);

const normalise = (body: unknown, received: Received): readonly Outcome[] => {
  const event = Event.safeParse(body);
  if (!event.success) return readOtherEnvelope(body, received);
  const { event_type: type, ...data } = event.data.data;
  if (listTypes.has(type)) return readDirectMessages(body, data, received);
  const read = readers.get(type) ?? (() => ignored(`event type ${printable(type)}`));
  return [readEntry(body, () => read(data, received))];
};

/** X tells of deletions only for the account it watches: the brand's own posts. When it happened, it does not say. */
const readDeletedPost = ({ payload }: PostEvent, { receivedAt }: Received): Outcome => {
  const { id } = DeletedPost.parse(payload);
  return { outcome: "withdrawn", id: MessageId.parse(`x:${id}`), at: receivedAt.toISOString() };
};

const readDirectMessages = (body: unknown, event: PostEvent, received: Received): readonly Outcome[] =>
  readEach(body, () => {
    const { direct_message_events: messages, users } = DirectMessages.parse(event.payload);
    const people = People.parse(users);
    if (messages.length === 0) return [ignored("direct messages without entries")];
    return messages.map((message) =>
      readEntry(bodyWithMessage(event, users, message), () => readDirectMessage(message, people, received)),
    );
  });

const bodyWithMessage = ({ includes }: PostEvent, users: unknown, message: unknown): unknown => ({
  data: { event_type: "dm.received", includes, payload: { direct_message_events: [message], users } },
});

/** What gives away a body of X that only says how the service is. */
const controlMessages = ["user_event", "replay_job_status"];

const readOtherEnvelope = (body: unknown, received: Received): readonly Outcome[] => {
  if (Array.isArray(body) && body.length === 0) return [ignored("an empty array")];
  if (!isRecord(body)) throw new PermanentError("The body has no shape of X.");
  if (Object.hasOwn(body, "for_user_id")) return readAccountActivity(body, received);
  if (Object.hasOwn(body, "matching_rules")) return [readEntry(body, () => readMatch(body, received))];
  const control = controlMessages.find((field) => Object.hasOwn(body, field));
  if (control === undefined) throw new PermanentError("The body has no shape of X.");
  return [ignored(`control message ${control}`)];
};

/** A post that matched a rule of Filtered Stream. It may only speak of the brand: nothing says that it speaks to it. */
const readMatch = ({ data, includes }: Readonly<Record<string, unknown>>, received: Received): Outcome =>
  hearPost({ ...parsePost({ payload: data, includes }), toldAs: null }, received);

const accountOf = (body: unknown): string | null => {
  const event = Event.safeParse(body);
  if (event.success) return event.data.data.filter?.user_id ?? null;
  const subscriber = isRecord(body) ? Id.safeParse(body["for_user_id"]) : null;
  return subscriber?.success ? subscriber.data : null;
};

export const xParser: PlatformParser = { normalise, accountOf };
