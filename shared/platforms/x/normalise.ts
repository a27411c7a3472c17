import { PermanentError } from "../../errors.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry } from "../read-entry.ts";
import { Event } from "./payload.ts";
import { readOwnPost, readPost, type PostEvent } from "./read-post.ts";

type ReadEvent = (event: PostEvent, received: Received) => Outcome;

/** What each event type of X Activity means to us. A type that is not here is counted and ignored. */
const readers: ReadonlyMap<string, ReadEvent> = new Map<string, ReadEvent>([
  ["post.create", readOwnPost],
  ["post.mention.create", readPost("mention")],
  ["post.reply.create", readPost("reply")],
  ["post.quote.create", readPost("quote")],
  ["post.repost.create", () => ignored("retweet")],
]);

const normalise = (body: unknown, received: Received): readonly Outcome[] => {
  const event = Event.safeParse(body);
  if (!event.success) return readOtherEnvelope(body);
  const { event_type: type, ...data } = event.data.data;
  const read = readers.get(type) ?? (() => ignored(`event type ${printable(type)}`));
  return [readEntry(body, () => read(data, received))];
};

/** What gives away a body of X that is no X Activity event, and what it is. */
const otherEnvelopes: readonly (readonly [field: string, envelope: string])[] = [
  ["for_user_id", "account activity"],
  ["user_event", "control message user_event"],
  ["replay_job_status", "control message replay_job_status"],
  ["matching_rules", "filtered stream"],
];

const readOtherEnvelope = (body: unknown): readonly Outcome[] => {
  if (Array.isArray(body) && body.length === 0) return [ignored("an empty array")];
  const known = isRecord(body) && otherEnvelopes.find(([field]) => Object.hasOwn(body, field));
  if (!known) throw new PermanentError("The body has no shape of X.");
  const [, envelope] = known;
  const lists = Object.keys(body).filter((field) => field.endsWith("_events"));
  return lists.length === 0
    ? [ignored(envelope)]
    : lists.map((list) => ignored(`${envelope} ${printable(list)}`));
};

export const xParser: PlatformParser = { normalise };
