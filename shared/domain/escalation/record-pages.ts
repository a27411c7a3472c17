import type { Conversation } from "../conversation/conversation.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import { turnOf, type Escalation, type Page } from "./escalation.ts";
import type { Plan } from "./plan-pages.ts";

/**
 * Remembers the pages of a turn, and when the next one is due. Nothing, where somebody has taken it meanwhile, it was
 * answered, or another function was first: what was sent twice was sent under one key.
 */
export const recordPages = (conversation: Conversation, plan: Plan, pages: readonly Page[]): Step => {
  if (conversation.status !== "open") return { kind: "nothing", reason: conversation.status };
  if (turnOf(conversation) >= plan.turn) return { kind: "nothing", reason: "seen before" };
  if (
    conversation.escalation?.state === "taken" &&
    plan.next.nextAt !== null &&
    !isComingBack(conversation, plan)
  )
    return { kind: "nothing", reason: "taken meanwhile" };
  const { team } = conversation;
  return stepFrom(
    change(
      draftOf(conversation),
      { pages: [...conversation.pages, ...pages], escalation: escalationAfter(conversation, plan) },
      pages.map(({ id, destinations, responder }) => ({
        type: "PageSent" as const,
        team,
        pageId: id,
        destinations,
        ...(responder === undefined ? {} : { responder }),
      })),
    ),
  );
};

/** Whoever had it did not answer in time, and this turn is because of that. */
const isComingBack = ({ escalation }: Conversation, { at }: Plan): boolean =>
  escalation !== undefined && at.round >= escalation.round;

/** Who declined did so in one round; a new one asks everybody again. */
const escalationAfter = ({ escalation }: Conversation, plan: Plan): Escalation => {
  const { reason, policy, ladder, next } = plan;
  const declined = next.round === escalation?.round ? escalation.declined : undefined;
  return { reason, policy, ladder, ...next, ...(declined === undefined ? {} : { declined }) };
};
