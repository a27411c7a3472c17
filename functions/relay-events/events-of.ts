import { ConversationAcknowledged } from "../../shared/contracts/conversation-acknowledged.ts";
import { ConversationAnswered } from "../../shared/contracts/conversation-answered.ts";
import { ConversationClosed } from "../../shared/contracts/conversation-closed.ts";
import { ConversationEscalated } from "../../shared/contracts/conversation-escalated.ts";
import { ConversationUpdated } from "../../shared/contracts/conversation-updated.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { DeadlineWarned } from "../../shared/contracts/deadline-warned.ts";
import { DeadlinesMoved } from "../../shared/contracts/deadlines-moved.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { PageSent } from "../../shared/contracts/page-sent.ts";
import type { Classification } from "../../shared/domain/judging/classification.ts";
import type { ConversationEvent } from "../../shared/domain/conversation/conversation-event.ts";
import { eventIdOf, type Conversation } from "../../shared/domain/conversation/conversation.ts";
import { maskPersonalData } from "../../shared/domain/messages/mask.ts";
import { isLate, type Mention } from "../../shared/domain/messages/mention.ts";
import { prioritiseMention, waitingOf } from "../../shared/domain/judging/prioritise-mention.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { PublishedEvent } from "../../shared/ports/event-publisher.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";

const contracts = {
  MentionRouted,
  ConversationUpdated,
  ConversationAnswered,
  ConversationAcknowledged,
  ConversationClosed,
  ConversationEscalated,
  DeadlineWarned,
  DeadlineBreached,
  DeadlinesMoved,
  PageSent,
} as const;

/** What the text of a routed mention is read from, and whether its team wants it. */
export type MentionTexts = {
  readonly conversations: Pick<ConversationStore, "loadMessage">;
  readonly teams: Readonly<Record<string, { readonly textInQueue: boolean }>>;
};

/** The events of one commit, each checked against its contract before it leaves. */
export const eventsOf = (
  conversation: Conversation,
  committedAt: Date,
  texts: MentionTexts,
): Promise<PublishedEvent[]> =>
  Promise.all(
    conversation.events.map(async (event, index) => {
      const { source, detailType, detail } = contracts[event.type];
      const told = detail.safeParse({
        id: eventIdOf(conversation, index),
        occurredAt: committedAt.toISOString(),
        conversationId: conversation.id,
        version: conversation.version,
        platform: conversation.platform,
        channelId: conversation.channelId,
        ...(await bodyOf(event, conversation, texts)),
      });
      if (!told.success) throw new PermanentError(`${detailType} breaks its contract`, { cause: told.error });
      return { source, detailType, detail: told.data, occurredAt: committedAt };
    }),
  );

const bodyOf = async (event: ConversationEvent, conversation: Conversation, texts: MentionTexts) => {
  if (event.type !== "MentionRouted") {
    const { type: _, ...body } = event;
    return body;
  }
  const { mentionId, team, dueAt } = event;
  const classification = event.classification ?? conversation.classification;
  const stored = await texts.conversations.loadMessage(mentionId);
  if (stored?.kind !== "mention")
    throw new PermanentError(`${mentionId} was routed, but is not in the table`);
  const { mention } = stored;
  const waiting = waitingOf(conversation, mention);
  const withText = texts.teams[team]?.textInQueue ?? false;
  return {
    team,
    classification: withText ? classification : withoutQuotes(classification),
    priority: prioritiseMention(
      { conversation, mention, classification, waiting },
      new Date(mention.receivedAt),
    ),
    waitingSince: waiting.since,
    dueAt,
    mention: tellMention(mention, withText),
  };
};

/** A reason may quote the words that decided. Where no text is wanted, neither is a piece of it. */
const withoutQuotes = (classification: Classification): Classification => {
  const reasons = classification.reasons.filter((reason) => !reason.includes("“"));
  return { ...classification, reasons: reasons.length > 0 ? reasons : ["the words it is written in"] };
};

/** What a team's queue carries of a mention. */
const tellMention = (mention: Mention, withText: boolean) => {
  const { id, kind, text, author, createdAt, receivedAt, public: isPublic, replyable, permalink } = mention;
  return {
    id,
    kind,
    text: withText ? maskPersonalData(text) : null,
    author,
    createdAt,
    receivedAt,
    late: isLate(mention),
    public: isPublic,
    replyable,
    permalink,
  };
};
