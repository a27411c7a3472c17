/**
 * A mention we have comes again: delivered twice, told by another product of its platform, edited, or all of it out of
 * order. Together the copies are one mention, and only what one of them adds is news.
 */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { Conversation } from "./conversation.ts";
import { endOfWait } from "../escalation/end-of-wait.ts";
import { decideBy } from "./decisive-mention.ts";
import { withSameTarget } from "./answer-by.ts";
import { heardMention, type HeardMention } from "./heard-mention.ts";
import { judgedAnew, type Judgement } from "../judging/judgement.ts";
import type { Mention } from "../messages/mention.ts";
import { mergeCopies } from "../messages/merge-copies.ts";
import { inOrder, recounted } from "./recount.ts";
import { routedEvent } from "./routed-event.ts";
import { mentionAsItStands } from "../messages/standing.ts";
import { change, draftOf, stepFrom, type Step } from "./step.ts";
import { writeMention, type StoredMessage } from "../messages/stored-message.ts";

export type Copy = {
  readonly conversation: Conversation;
  readonly known: HeardMention;
  readonly mention: Mention;
  readonly judge: (mention: Mention) => Judgement;
  /** What stands under the mention's own key, if anything does. */
  readonly stored: StoredMessage | null;
  readonly hours: Hours;
};

/** An edit shows its team the new words, and is judged by them; it is no second mention and restarts no clock. */
export const hearCopy = (copy: Copy): Step => {
  const { conversation, known, mention, judge, stored, hours } = copy;
  const standing = stored?.standing ?? null;
  const before = stored?.kind === "mention" ? stored.mention : null;
  const merged = mentionAsItStands(before === null ? mention : mergeCopies(before, mention), standing);
  if (before === null ? mention.revision <= known.revision : isSame(before, merged))
    return { kind: "nothing", reason: "seen before" };

  const isReworded = merged.text !== before?.text;
  const judgement = judge(merged);
  const fresh = heardMention(merged, judgement, standing);
  const holds = isReworded ? judgedAnew(conversation, judgement) : conversation;
  const heard = holds === judgement ? fresh : withSameTarget(fresh, known, conversation.clocks);
  const mentions = inOrder(conversation.mentions.map((each) => (each.id === mention.id ? heard : each)));
  const decided = isReworded ? decideBy(conversation, mentions, { id: mention.id, judgement }) : {};
  const next = recounted({ ...conversation, ...decided, mentions }, hours);
  const events = heard.withdrawnAt === undefined ? [newsOf(copy, { merged, judgement, next })] : [];
  return stepFrom(change(draftOf(next), {}, events, [writeMention(next.id, merged, stored)]));
};

const isSame = (one: Mention, other: Mention): boolean =>
  one.revision === other.revision &&
  one.kind === other.kind &&
  one.text === other.text &&
  one.replyable === other.replyable &&
  one.createdAt === other.createdAt &&
  one.author.followers === other.author.followers;

type Heard = { readonly merged: Mention; readonly judgement: Judgement; readonly next: Conversation };

/** New words that belong to another team are routed to it; any others are news for the team that has them. */
const newsOf = ({ conversation, known, stored }: Copy, { merged, judgement, next }: Heard) => {
  if (next.team !== conversation.team) return routedEvent(next, merged, judgement);
  const isReworded = stored?.kind !== "mention" || stored.mention.text !== merged.text;
  return {
    type: "ConversationUpdated",
    team: next.team,
    mentionId: merged.id,
    change: isReworded || merged.revision > known.revision ? "edited" : "completed",
    ...endOfWait(conversation, next),
  } as const;
};
