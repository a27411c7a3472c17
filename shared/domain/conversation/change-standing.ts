/**
 * A platform says that a message was withdrawn, hidden or shown again. A withdrawal redacts the stored message in this
 * very step and stops the clock that counted from it; hiding and showing mark it. News of a message nobody has seen
 * yet is left under its key: a withdrawal as a tombstone that the late original meets.
 */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { Conversation } from "./conversation.ts";
import { endOfWait } from "../escalation/end-of-wait.ts";
import type { MessageId } from "../ids.ts";
import { recounted } from "./recount.ts";
import {
  isHidden,
  isWithdrawn,
  mentionAsItStands,
  prevailing,
  replyAsItStands,
  type Standing,
} from "../messages/standing.ts";
import { change, draftOf, stepFrom, type MessageWrite, type Step } from "./step.ts";
import { editionAfter, type StoredMessage } from "../messages/stored-message.ts";

type Told = {
  readonly id: MessageId;
  readonly standing: Standing;
  /** What stands under the message's key, if anything does. */
  readonly stored: StoredMessage | null;
  /** The conversation of a stored mention, or null when it is gone. */
  readonly conversation: Conversation | null;
  readonly hours: Hours;
};

export const changeStanding = ({ id, standing: told, stored, conversation, hours }: Told): Step => {
  const before = stored?.standing ?? null;
  const standing = prevailing(before, told);
  if (before !== null && standing.state === before.state && standing.since === before.since)
    return { kind: "nothing", reason: "seen before" };

  const write: MessageWrite = { message: withStanding(id, stored, standing), replaces: stored };
  if (stored?.kind !== "mention" || conversation === null) return { kind: "messages", messages: [write] };
  if (!isNews(before, standing)) return { kind: "messages", messages: [write] };
  const next = recounted(withWithdrawal(conversation, id, standing), hours);
  const event = {
    type: "ConversationUpdated" as const,
    team: conversation.team,
    mentionId: stored.mention.id,
    change: standing.state,
    ...endOfWait(conversation, next),
  };
  return stepFrom(change(draftOf(next), {}, [event], [write]));
};

/** Whether anybody who looks at the message sees something else than before. */
const isNews = (before: Standing | null, after: Standing): boolean =>
  isWithdrawn(before) !== isWithdrawn(after) || isHidden(before) !== isHidden(after);

const withWithdrawal = (conversation: Conversation, id: MessageId, standing: Standing): Conversation => ({
  ...conversation,
  mentions: conversation.mentions.map((mention) =>
    mention.id === id && isWithdrawn(standing) ? { ...mention, withdrawnAt: standing.since } : mention,
  ),
});

const withStanding = (id: MessageId, stored: StoredMessage | null, standing: Standing): StoredMessage => {
  const edition = editionAfter(stored);
  switch (stored?.kind) {
    case "mention":
      return { ...stored, edition, standing, mention: mentionAsItStands(stored.mention, standing) };
    case "reply":
      return { ...stored, edition, standing, reply: replyAsItStands(stored.reply, standing) };
    case "awaited":
      return { ...stored, edition, standing };
    case undefined:
      return { kind: "awaited", id, edition, standing, replies: [] };
  }
};
