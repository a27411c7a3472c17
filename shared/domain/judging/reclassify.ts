/**
 * Somebody who knows better says what a conversation is. Its routing starts again: a new team, told under a new event
 * id. For the customer nothing starts again: whoever waits has waited since they wrote, and only the time they were
 * promised is another one. A promise that is broken already stays broken, and the new team's people are woken for it.
 *
 * A person outranks a second opinion, which holds only of what it was asked about. Saying the same twice changes
 * nothing; saying again what graver words have overruled meanwhile does.
 */
import type { Classification } from "./classification.ts";
import { isReplyClock, isWaiting, type Clock } from "../clocks/clock.ts";
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { ConversationEvent } from "../conversation/conversation-event.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import { promised, waitingSince, withoutPromise } from "../conversation/mention-promise.ts";
import type { MentionId } from "../ids.ts";
import type { Judgement } from "./judgement.ts";
import type { Reclassification } from "./reclassification.ts";
import { recounted } from "../conversation/recount.ts";
import { routedEvent } from "../conversation/routed-event.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";

/** What somebody says a mention is. */
export type Correction = Pick<Reclassification, "source" | "by" | "category" | "urgent"> & {
  /** How sure of it they are: 1 for a person. */
  readonly confidence: number;
  /** A second opinion's: what the conversation was thought to be when it was asked for. */
  readonly instead?: Pick<Classification, "category" | "confidence">;
};

type Reclassified = {
  readonly conversation: Conversation;
  readonly mentionId: MentionId;
  readonly correction: Correction;
  /** Who answers what is classified so, and how soon. */
  readonly route: (classification: Classification) => Judgement;
  /** Whether what staff say is kept for learning. */
  readonly keepsFeedback: boolean;
  readonly hours: Hours;
  readonly now: Date;
};

export const reclassify = (asked: Reclassified): Step => {
  const { conversation, mentionId, correction, route, keepsFeedback, hours, now } = asked;
  const mention = conversation.mentions.find(({ id }) => id === mentionId);
  if (mention === undefined) return { kind: "nothing", reason: "not in this conversation" };
  if (mention.withdrawnAt !== undefined) return { kind: "nothing", reason: "withdrawn" };
  const objection = objectionTo(conversation, correction);
  if (objection !== null) return { kind: "nothing", reason: objection };

  const { source, by, category, urgent } = correction;
  const said = { by, mentionId, category, ...(urgent !== undefined && { urgent }), at: now.toISOString() };
  const judgement = route(classificationBy(correction, conversation.classification));
  const { team, classification } = judgement;
  const judged = { team, classification, reclassified: { source, ...said } };
  const next = recounted({ ...withTarget(conversation, judgement), ...judged }, hours);
  const draft = change(draftOf(next), {}, eventsOf(conversation, next, mention, judgement));
  const isKept = keepsFeedback && source === "staff";
  return stepFrom(isKept ? { ...draft, feedback: { ...said, revision: mention.revision } } : draft);
};

/** Why there is nothing to do; null when there is. */
const objectionTo = (
  { classification, reclassified }: Conversation,
  { source, category, urgent, instead }: Correction,
): string | null => {
  const isSaid =
    reclassified?.source === source && reclassified.category === category && reclassified.urgent === urgent;
  if (isSaid && classification.category === category) return "said before";
  if (source === "staff") return null;
  if (reclassified?.source === "staff") return "staff have judged";
  const isAsAsked =
    classification.category === instead?.category && classification.confidence === instead.confidence;
  return isAsAsked ? null : "judged anew meanwhile";
};

const classificationBy = (
  { source, by, category, confidence, urgent }: Correction,
  before: Classification,
): Classification => ({
  ...before,
  category,
  confidence,
  runnerUp: null,
  urgent: urgent ?? before.urgent,
  judgedBy: source === "staff" ? { who: "staff" } : { who: "model" },
  reasons: [`${by} judged it ${category}${urgencyWords(urgent)}`],
});

const urgencyWords = (urgent: boolean | undefined): string =>
  urgent === undefined ? "" : `, and ${urgent ? "urgent" : "not urgent"}`;

/** The conversation with so much time for what nobody has answered yet, unless a promise is broken already. */
const withTarget = (conversation: Conversation, judgement: Judgement): Conversation => {
  const { clocks, mentions, replies } = conversation;
  if (clocks.some(isBroken)) return conversation;
  const answeredAt = Math.max(0, ...replies.map(({ createdAt }) => Date.parse(createdAt)));
  return {
    ...conversation,
    clocks: clocks.filter((clock) => !isWaiting(clock)),
    mentions: mentions.map((mention) =>
      Date.parse(waitingSince(mention)) > answeredAt ? withPromise(mention, judgement) : mention,
    ),
  };
};

/** Only what a customer waits for is asked about: somebody new may claim and resolve it in their own time. */
const isBroken = (clock: Clock): boolean =>
  clock.state === "breached" && isReplyClock(clock) && isWaiting(clock);

const withPromise = (mention: HeardMention, { policy, classification }: Judgement): HeardMention => {
  const { urgent: _, ...kept } = withoutPromise(mention);
  return {
    ...kept,
    ...promised(mention, policy),
    ...(classification.urgent ? { urgent: true as const } : {}),
  };
};

/** The new team hears of it, the old one that it is no longer theirs; and whoever waits too long wakes somebody anew. */
const eventsOf = (
  before: Conversation,
  after: Conversation,
  mention: HeardMention,
  judgement: Judgement,
): ConversationEvent[] => {
  const { id: mentionId } = mention;
  const told: ConversationEvent[] = [routedEvent(after, mention, judgement)];
  if (before.team === after.team) return told;
  told.push({ type: "ConversationUpdated", team: before.team, mentionId, change: "re-classified" });
  const broken = after.clocks.find(isBroken);
  if (broken?.state === "breached" && judgement.policy.targets[broken.name] !== undefined)
    told.push({ type: "DeadlineBreached", team: after.team, clock: broken, mentionId });
  return told;
};
