/**
 * The brand answered, from wherever: our console, the platform's own app, a colleague's phone. A reply joins the
 * conversation of the mention it answers, or of the person it was spoken to; every clock that ran before it learns
 * when. A reply that overtook what it answers waits for it, and is found there in the commit that hears the mention.
 */
import type { Hours } from "../clocks/resolution-clocks.ts";
import { endOfWait } from "../escalation/end-of-wait.ts";
import type { Conversation, HeardReply } from "./conversation.ts";
import { waitingSince } from "./mention-promise.ts";
import { addressedConversationId, answeredMessageId, type Reply } from "../messages/reply.ts";
import { recounted } from "./recount.ts";
import { replyAsItStands } from "../messages/standing.ts";
import { change, draftOf, stepFrom, type Draft, type MessageWrite, type Step } from "./step.ts";
import { earlyRepliesKey, editionAfter, type StoredMessage } from "../messages/stored-message.ts";

type Heard = {
  /** The conversation of the mention this answers or of the person it speaks to, or null when there is none yet. */
  readonly conversation: Conversation | null;
  readonly reply: Reply;
  /** What stands under the key this reply would wait under, if anything does. */
  readonly parent: StoredMessage | null;
  /** What stands under the reply's own key, if anything does. */
  readonly stored?: StoredMessage | null;
  readonly hours: Hours;
};

/** Under which key a reply waits for what it answers; null for a post of the brand that answers nobody. */
export const waitingKeyOf = (reply: Reply): string | null => {
  const addressed = addressedConversationId(reply);
  if (reply.public) return answeredMessageId(reply);
  return addressed === null ? null : earlyRepliesKey(addressed);
};

export const hearReply = ({ conversation, reply, parent, stored = null, hours }: Heard): Step => {
  if (stored?.kind === "mention") return { kind: "nothing", reason: "a customer's own" };
  if (conversation !== null)
    return conversation.replies.some(({ id }) => id === reply.id)
      ? { kind: "nothing", reason: "seen before" }
      : stepFrom(withReply(draftOf(conversation), { reply, stored, hours }));

  const key = waitingKeyOf(reply);
  if (key === null) return { kind: "nothing", reason: "a post of the brand that answers nobody" };
  if (parent !== null && parent.kind !== "awaited")
    return { kind: "nothing", reason: "its conversation is gone" };
  return parent?.replies.some(({ id }) => id === reply.id)
    ? { kind: "nothing", reason: "seen before" }
    : { kind: "messages", messages: waiting({ key, reply, parent, stored }) };
};

type Waiting = {
  readonly key: string;
  readonly reply: Reply;
  readonly parent: Extract<StoredMessage, { kind: "awaited" }> | null;
  readonly stored: StoredMessage | null;
};

const waiting = ({ key, reply, parent, stored }: Waiting): readonly MessageWrite[] => [
  {
    message: {
      kind: "awaited",
      id: key,
      edition: editionAfter(parent),
      standing: parent?.standing ?? null,
      replies: [...(parent?.replies ?? []), headOf(reply)],
    },
    replaces: parent,
  },
  writeOf(null, reply, stored),
];

type Said = { readonly reply: Reply; readonly stored: StoredMessage | null; readonly hours: Hours };

const withReply = (draft: Draft, { reply, stored, hours }: Said): Draft => {
  const heard = withHeardReplies(draft, [headOf(reply)], hours);
  const answered = withAnswers(heard, [headOf(reply)], draft.conversation);
  return change(answered, {}, [], [writeOf(draft.conversation, reply, stored)]);
};

/** The conversation with these replies in it. */
export const withHeardReplies = (draft: Draft, replies: readonly HeardReply[], hours: Hours): Draft => {
  const { conversation } = draft;
  if (replies.length === 0) return draft;
  return {
    ...draft,
    conversation: recounted({ ...conversation, replies: [...conversation.replies, ...replies] }, hours),
  };
};

/**
 * What there is to tell of replies: those that came behind something the customer said answered it. `before` is the
 * conversation as it was without them.
 */
export const withAnswers = (
  draft: Draft,
  replies: readonly HeardReply[],
  before: Pick<Conversation, "status">,
): Draft => {
  const { team, clocks, mentions, status } = draft.conversation;
  if (status === "withdrawn") return draft;
  const answers = replies.filter((reply) =>
    mentions.some((mention) => waitingSince(mention) <= reply.createdAt),
  );
  return change(
    draft,
    {},
    answers.map(({ id, createdAt }) => ({
      type: "ConversationAnswered" as const,
      team,
      replyId: id,
      answeredAt: createdAt,
      clocks,
      ...endOfWait(before, draft.conversation),
    })),
  );
};

const headOf = ({ id, createdAt }: Reply): HeardReply => ({ id, createdAt });

const writeOf = (
  conversation: Pick<Conversation, "id"> | null,
  reply: Reply,
  replaces: StoredMessage | null,
): MessageWrite => {
  const standing = replaces?.standing ?? null;
  return {
    message: {
      kind: "reply",
      id: reply.id,
      edition: editionAfter(replaces),
      standing,
      conversationId: conversation?.id ?? null,
      reply: replyAsItStands(reply, standing),
    },
    replaces,
  };
};
