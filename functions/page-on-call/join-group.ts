/**
 * Forty customers with one trouble are one page, not forty. What arrives too late all at once, and what belongs to one
 * suspected outage, is a group: one of its conversations is handed up and speaks for all, and its page says for how many.
 * The others wait behind it, and look again: should it be answered or over, the next of them speaks.
 */
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { isActive, isSpeaking } from "../../shared/domain/escalation/escalation.ts";
import { recordGrouped } from "../../shared/domain/escalation/record-grouped.ts";
import { faultReportOf } from "../../shared/domain/outages/fault-report-of.ts";
import { outageOf } from "../../shared/domain/outages/outage-of.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { GroupCount } from "../../shared/ports/page-groups.ts";
import { takeStep } from "../../shared/use-cases/take-step.ts";
import { leaveIfOver } from "./leave-group.ts";
import type { OnCallEvent } from "./on-call-event.ts";
import type { Ports } from "./ports.ts";
import type { Turn } from "./turn.ts";
import { updatePages } from "./tell-paged.ts";

type Joining = {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly asked: OnCallEvent;
  readonly now: Date;
};

/** The group it speaks for, if there is one, and for how many, itself included. */
type Speaking = { readonly group: string | null; readonly count: GroupCount };

/** Whoever speaks for nobody else. */
const alone: GroupCount = { waiting: 1, settled: 0 };

/** `spoken-for` where another does. */
export const joinGroup = async (ports: Ports, joining: Joining): Promise<Speaking | "spoken-for"> => {
  const group = await groupOf(ports, joining);
  if (group === null) return { group, count: alone };
  const { conversation, turn, now } = joining;
  const { id: conversationId } = conversation;
  const { speaker, ...count } = await ports.groups.join({ group, conversationId, now });
  if (speaker === conversationId) return { group, count };
  const speaking = await ports.conversations.load(speaker);
  const speaks = speaking !== null && isAbout(speaking, joining);
  if (!speaks && (await ports.groups.takeOver({ group, from: speaker, to: conversationId })))
    return { group, count };
  if (speaks) await updatePages(ports, { conversation: speaking, count });
  const remembered = await takeStep({
    conversations: ports.conversations,
    promises: ports.promises,
    conversationId,
    decide: (current) => recordGrouped(current ?? conversation, { ...turn, group, now }),
  });
  if (remembered.kind === "nothing") await leaveIfOver(ports, { group, conversationId });
  ports.telemetry.note("page.grouped", { conversationId, group, ...count });
  return "spoken-for";
};

type Spoke = {
  readonly group: string;
  /** As its page said it. */
  readonly count: GroupCount;
  readonly conversationId: ConversationId;
};

/** Whoever joined or left before its page was remembered could not say so on it: the speaker does. */
export const countJoined = async (ports: Ports, { group, count, conversationId }: Spoke): Promise<void> => {
  const now = (await ports.groups.look(group)) ?? count;
  if (now.waiting === count.waiting && now.settled === count.settled) return;
  const conversation = await ports.conversations.load(conversationId);
  if (conversation !== null) await updatePages(ports, { conversation, count: now });
};

/**
 * Whoever comes first speaks, and may be about to: then there is nothing of it to see yet. Should it never have come to
 * that, whoever has waited behind it and looks again speaks instead.
 */
const isAbout = (conversation: Conversation, { asked }: Joining): boolean => {
  const isAboutTo = conversation.status === "open" && conversation.escalation === undefined;
  return isAboutTo ? asked.kind !== "turn" : isSpeaking(conversation);
};

const groupOf = async (
  { conversations, outageWatches, onCall }: Ports,
  { conversation, turn: { reason }, asked, now }: Joining,
): Promise<string | null> => {
  const { escalation } = conversation;
  if (isActive(escalation) && escalation.group !== undefined) return escalation.group;
  if (asked.kind === "outage") return `outage ${asked.outageId}`;
  if (reason === "arrived-late" || (reason === "urgent" && hasArrivedLate(conversation)))
    return `late ${conversation.team} ${now.toISOString().slice(0, 13)}`;
  if (reason === "drill" || conversation.classification.category !== "service") return null;
  const latest = conversation.mentions.at(-1);
  const stored = latest === undefined ? null : await conversations.loadMessage(latest.id);
  const report = stored?.kind === "mention" ? faultReportOf(stored.mention, "service") : null;
  if (report === null) return null;
  const watch = await outageWatches.load(onCall.brandOf(conversation.channelId));
  const outage = outageOf(watch, report, now);
  return outage === null ? null : `outage ${outage.id}`;
};

/** What somebody wrote hours ago is urgent still, and a replay brings all of it at once. */
const hasArrivedLate = ({ mentions }: Conversation): boolean => mentions.at(-1)?.lateAt !== undefined;
