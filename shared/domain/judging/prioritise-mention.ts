import type { Classification } from "./classification.ts";
import { isReplyClock, isWaiting } from "../clocks/clock.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import type { Mention } from "../messages/mention.ts";
import { prioritise, type Priority, type Waiting } from "./priority.ts";

type Asked = {
  readonly conversation: Conversation;
  /** Null once it is gone: then its author's reach counts for nothing. */
  readonly mention: Mention | null;
  readonly classification: Classification;
  readonly waiting: Waiting;
};

/** The priority of a mention in its conversation at `now`. */
export const prioritiseMention = (
  { conversation, mention, classification, waiting }: Asked,
  now: Date,
): Priority => {
  const place = conversation.mentions.findIndex(({ id }) => id === mention?.id);
  const earlier = conversation.mentions.slice(0, Math.max(0, place)).filter(stands);
  return prioritise(
    {
      category: classification.category,
      urgent: classification.urgent || isUrgent(conversation),
      sentiment: classification.sentiment,
      earlierContacts: earlier.length,
      followers: mention?.public === true ? (mention.author.followers ?? null) : null,
    },
    waiting,
    now,
  );
};

/** Whether something urgent was said that nobody has answered yet. */
export const isUrgent = ({ mentions, replies }: Pick<Conversation, "mentions" | "replies">): boolean =>
  mentions.some(
    (mention) =>
      mention.urgent === true &&
      stands(mention) &&
      replies.every(({ createdAt }) => createdAt < waitingSince(mention)),
  );

/** Since when the customer waits: from the mention whose clock counts, else from this one. */
export const waitingOf = (
  { clocks }: Pick<Conversation, "clocks">,
  { createdAt, receivedAt }: Pick<Mention, "createdAt" | "receivedAt">,
): Waiting => {
  const open = clocks.find((clock) => isReplyClock(clock) && isWaiting(clock));
  if (open !== undefined && open.state !== "paused") return { since: open.startedAt, dueAt: open.dueAt };
  return { since: receivedAt < createdAt ? receivedAt : createdAt, dueAt: null };
};

const stands = ({ withdrawnAt }: HeardMention): boolean => withdrawnAt === undefined;
