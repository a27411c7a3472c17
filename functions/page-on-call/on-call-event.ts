/** What the on-call queue brings, as far as somebody may have to be told of it. */
import * as z from "zod";
import { ConversationAcknowledged } from "../../shared/contracts/conversation-acknowledged.ts";
import { ConversationAnswered } from "../../shared/contracts/conversation-answered.ts";
import { ConversationClosed } from "../../shared/contracts/conversation-closed.ts";
import { ConversationEscalated } from "../../shared/contracts/conversation-escalated.ts";
import { ConversationUpdated } from "../../shared/contracts/conversation-updated.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { DeadlineWarned } from "../../shared/contracts/deadline-warned.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { OutageSuspected } from "../../shared/contracts/outage-suspected.ts";
import { PageSent } from "../../shared/contracts/page-sent.ts";
import type { EscalationReason } from "../../shared/domain/escalation/escalation.ts";
import type { MentionId } from "../../shared/domain/ids.ts";
import { drillChannel } from "../../shared/domain/channels/drill-channel.ts";
import { PermanentError } from "../../shared/errors.ts";
import { jsonBody, keepContract } from "../../shared/handlers/json-message.ts";

export type OnCallEvent =
  /** A conversation is in trouble: a ladder may begin. */
  | { readonly kind: "trouble"; readonly conversationId: string; readonly reason: EscalationReason }
  /** The next turn of a ladder is due; `turn` is the last one that was. */
  | { readonly kind: "turn"; readonly conversationId: string; readonly turn: number; readonly why: Why }
  | { readonly kind: "taken"; readonly conversationId: string; readonly by: string }
  /** Nobody waits any more: `because` says it to whoever was paged. */
  | { readonly kind: "done"; readonly conversationId: string; readonly because: string }
  /** Somebody was woken who need not have been: meanwhile somebody had it, or nobody waited any more. */
  | { readonly kind: "paged-too-late"; readonly conversationId: string; readonly pageId: string }
  /** Many report the same: one page for all of them. */
  | { readonly kind: "outage"; readonly outageId: string; readonly leadMentionId: MentionId };
type Why = z.infer<typeof ConversationEscalated.detail>["why"];

const BusEvent = z.object({ "detail-type": z.string(), detail: z.unknown() });

/** A bus event off the queue. Throws PermanentError for one that breaks its contract, or that nobody is told of. */
export const readOnCallEvent = ({ body }: { readonly body: string }): OnCallEvent => {
  const { "detail-type": detailType, detail } = jsonBody(BusEvent)({ body });
  const read = readers[detailType];
  if (read === undefined) throw new PermanentError(`nobody is told of ${detailType}`);
  return read(detail);
};

const readers: Readonly<Record<string, (detail: unknown) => OnCallEvent>> = {
  [MentionRouted.detailType]: (detail) => {
    const { conversationId, channelId } = keepContract(MentionRouted.detail, detail);
    return { kind: "trouble", conversationId, reason: channelId === drillChannel ? "drill" : "urgent" };
  },
  [DeadlineWarned.detailType]: (detail) => {
    const { conversationId } = keepContract(DeadlineWarned.detail, detail);
    return { kind: "trouble", conversationId, reason: "deadline-warned" };
  },
  [DeadlineBreached.detailType]: (detail) => {
    const { conversationId, arrivedLate } = keepContract(DeadlineBreached.detail, detail);
    const reason = arrivedLate === true ? "arrived-late" : "deadline-breached";
    return { kind: "trouble", conversationId, reason };
  },
  [ConversationEscalated.detailType]: (detail) => {
    const { conversationId, turn, why } = keepContract(ConversationEscalated.detail, detail);
    return { kind: "turn", conversationId, turn, why };
  },
  [ConversationAcknowledged.detailType]: (detail) => {
    const { conversationId, by } = keepContract(ConversationAcknowledged.detail, detail);
    return { kind: "taken", conversationId, by };
  },
  [ConversationAnswered.detailType]: (detail) => {
    const { conversationId } = keepContract(ConversationAnswered.detail, detail);
    return { kind: "done", conversationId, because: "the customer was answered" };
  },
  [ConversationClosed.detailType]: (detail) => {
    const { conversationId, by } = keepContract(ConversationClosed.detail, detail);
    return { kind: "done", conversationId, because: `${by} closed it` };
  },
  [ConversationUpdated.detailType]: (detail) => {
    const { conversationId, change } = keepContract(ConversationUpdated.detail, detail);
    const isTakenBack = change === "withdrawn";
    const because = isTakenBack ? "the customer took it back" : "nobody waits for an answer any more";
    return { kind: "done", conversationId, because };
  },
  [PageSent.detailType]: (detail) => {
    const { conversationId, pageId } = keepContract(PageSent.detail, detail);
    return { kind: "paged-too-late", conversationId, pageId };
  },
  [OutageSuspected.detailType]: (detail) => {
    const { outageId, leadMentionId } = keepContract(OutageSuspected.detail, detail);
    return { kind: "outage", outageId, leadMentionId };
  },
};
