/**
 * What a reached deadline means: each clock that has run out is breached and told, once; of one that is about to, its
 * warning is told, once, and only the latest where several were missed; and where nobody has taken what somebody was
 * asked to take, it is time to ask the next. Anything else is nothing.
 */
import type { ConversationEvent } from "../conversation/conversation-event.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import type { MentionId } from "../ids.ts";
import { turnAtDeadline } from "../escalation/next-turn.ts";
import { breachClock, hasRunOut, type Clock } from "./clock.ts";
import { untoldWarnings } from "./next-due.ts";

type Told = { readonly clock: Clock; readonly event: ConversationEvent | null };

export const decideAtDeadline = (conversation: Conversation, now: Date): Step => {
  const latest = conversation.mentions.at(-1);
  if (latest === undefined) return { kind: "nothing", reason: "nothing was said" };
  const told = conversation.clocks.map((clock) => atDeadline(clock, conversation, latest.id, now));
  const turn = turnAtDeadline(conversation, now);
  const events = [...told.flatMap(({ event }) => event ?? []), ...(turn?.events ?? [])];
  if (events.length === 0 && turn === null) return { kind: "nothing", reason: "no clock has run out" };
  const clocks = told.map(({ clock }) => clock);
  const escalation = turn === null ? {} : { escalation: turn.escalation };
  return stepFrom(change(draftOf(conversation), { clocks, ...escalation }, events));
};

const atDeadline = (clock: Clock, conversation: Conversation, mentionId: MentionId, now: Date): Told => {
  if (clock.state !== "running") return { clock, event: null };
  const { team } = conversation;
  if (hasRunOut(clock, now)) {
    const breached = breachClock(clock);
    const late = arrivedLate(clock, conversation) ? { arrivedLate: true as const } : {};
    return {
      clock: breached,
      event: { type: "DeadlineBreached", team, clock: breached, mentionId, ...late },
    };
  }
  const warnedUntil = untoldWarnings(clock).findLast((at) => Date.parse(at) <= now.getTime());
  if (warnedUntil === undefined) return { clock, event: null };
  const warned = { ...clock, warnedUntil };
  return { clock: warned, event: { type: "DeadlineWarned", team, clock: warned, mentionId } };
};

/** Whether its promise was broken before we could hear of it: a replay, or a platform that was late. */
const arrivedLate = ({ startedAt }: Clock, { mentions }: Conversation): boolean =>
  mentions.some((mention) => mention.lateAt !== undefined && waitingSince(mention) === startedAt);
