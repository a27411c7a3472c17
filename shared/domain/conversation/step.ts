/**
 * Every decision ends as a Step: one conditional write, or nothing. On the way there it is a Draft, which each thing
 * that happened changes a little, and `stepFrom` turns it into the next version of the conversation.
 */
import { isActive, overOf } from "../escalation/escalation.ts";
import { nextDueOf } from "../clocks/next-due.ts";
import type { ConversationEvent } from "./conversation-event.ts";
import type { Conversation } from "./conversation.ts";
import type { Feedback } from "../judging/feedback.ts";
import type { CountChange } from "../reports/daily-counts.ts";
import type { StoredMessage } from "../messages/stored-message.ts";

/** A message to write with the head, on the condition that what stands under its key is still what was seen. */
export type MessageWrite = {
  readonly message: StoredMessage;
  readonly replaces: StoredMessage | null;
};

export type Step =
  | {
      readonly kind: "commit";
      readonly conversation: Conversation;
      readonly messages: readonly MessageWrite[];
      /** What staff said, where it is kept for learning; the last they said of a mention counts. */
      readonly feedback?: Feedback;
      /** How the day's counters change with it. */
      readonly counts?: readonly CountChange[];
    }
  /** Only messages are written: what waits for its mention, or what a platform took back of it. */
  | { readonly kind: "messages"; readonly messages: readonly MessageWrite[] }
  | { readonly kind: "nothing"; readonly reason: string };

/** A step that writes something. */
export type Commit = Exclude<Step, { kind: "nothing" }>;

export type Draft = {
  readonly conversation: Conversation;
  readonly events: readonly ConversationEvent[];
  readonly messages: readonly MessageWrite[];
  readonly feedback?: Feedback;
};

export const draftOf = (conversation: Conversation): Draft => ({ conversation, events: [], messages: [] });

/** The draft with some of the conversation changed, and what there is to tell and to write because of it. */
export const change = (
  draft: Draft,
  changes: Partial<Omit<Conversation, "id" | "version" | "dueAt" | "dueSinceVersion" | "events">>,
  events: readonly ConversationEvent[],
  messages: readonly MessageWrite[] = [],
): Draft => ({
  ...draft,
  conversation: { ...draft.conversation, ...changes },
  events: [...draft.events, ...events],
  messages: [...draft.messages, ...messages],
});

/** The next version: the draft's changes and events, and the next instant at which something is due. */
export const stepFrom = ({ conversation, events, messages, feedback }: Draft): Step => {
  const version = conversation.version + 1;
  const escalation = standing(conversation);
  const dueAt = earlierOf(nextDueOf(conversation.clocks), escalation?.nextAt ?? null);
  const dueSinceVersion = dueAt === conversation.dueAt ? conversation.dueSinceVersion : version;
  return {
    kind: "commit",
    conversation: {
      ...conversation,
      version,
      dueAt,
      dueSinceVersion,
      events: [...events],
      ...(escalation === undefined ? {} : { escalation }),
    },
    messages,
    ...(feedback !== undefined && { feedback }),
  };
};

/** Whoever does not wait any more is handed to nobody. */
const standing = ({ status, escalation }: Conversation): Conversation["escalation"] =>
  status !== "open" && isActive(escalation) ? overOf(escalation) : escalation;

const earlierOf = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;
