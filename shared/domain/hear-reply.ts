import { answerClock } from "./clock.ts";
import type { Conversation } from "./conversation.ts";
import { MentionId } from "./ids.ts";
import type { Reply } from "./reply.ts";
import { change, draftOf, stepFrom, type Draft, type Step } from "./step.ts";
import type { StoredMessage } from "./stored-message.ts";

type Heard = {
  /** The conversation of the mention this answers, or null when that mention has not arrived. */
  readonly conversation: Conversation | null;
  readonly reply: Reply;
  /** What stands under the key of the mention it answers, if anything does. */
  readonly parent: StoredMessage | null;
};

/** The key of the mention a reply answers; null for a post of the brand that answers nobody. */
export const answeredMentionId = ({ platform, replyTo }: Reply): MentionId | null =>
  replyTo === null ? null : MentionId.parse(`${platform}:${replyTo}`);

/**
 * The brand answered, from wherever. A known mention's conversation is answered and its clocks stop at the reply's own
 * time; a reply that overtook its mention waits for it under the mention's key.
 */
export const hearReply = ({ conversation, reply, parent }: Heard): Step => {
  const parentId = answeredMentionId(reply);
  if (parentId === null) return { kind: "nothing", reason: "a post of the brand that answers nobody" };
  if (conversation !== null)
    return conversation.replies.some(({ id }) => id === reply.id)
      ? { kind: "nothing", reason: "seen before" }
      : stepFrom(withReply(draftOf(conversation), reply, null));

  if (parent !== null && parent.kind !== "awaited")
    return { kind: "nothing", reason: "its conversation is gone" };
  const waiting = parent?.replies ?? [];
  if (waiting.some(({ id }) => id === reply.id)) return { kind: "nothing", reason: "seen before" };
  const message = { kind: "awaited", id: parentId, replies: [...waiting, reply] } as const;
  return {
    kind: "wait",
    messages: [{ message: { ...message, replies: [...message.replies] }, replaces: parent }],
  };
};

/** The conversation once the brand has answered: every clock that ran or had run out learns when. */
export const withReply = (draft: Draft, reply: Reply, replaces: StoredMessage | null): Draft => {
  const { conversation } = draft;
  const clocks = conversation.clocks.map((clock) => answerClock(clock, new Date(reply.createdAt)));
  const isAnswer = conversation.mentions.every(({ createdAt }) => createdAt <= reply.createdAt);
  return change(
    draft,
    {
      status: isAnswer ? "answered" : conversation.status,
      clocks,
      replies: [...conversation.replies, { id: reply.id, createdAt: reply.createdAt }],
    },
    [
      {
        type: "ConversationAnswered",
        team: conversation.team,
        replyId: reply.id,
        answeredAt: reply.createdAt,
        clocks,
      },
    ],
    [{ message: { kind: "reply", id: reply.id, conversationId: conversation.id, reply }, replaces }],
  );
};
