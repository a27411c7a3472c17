import type { Conversation } from "../conversation/conversation.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import { turnOf, type Escalation, type Page } from "./escalation.ts";
import type { Plan } from "./plan-pages.ts";

/**
 * Remembers the pages of a turn, and when the next one is due. Where somebody has taken it meanwhile, or nobody waits any
 * more, only the pages: whoever they woke has to be told so. Nothing, where another function was first: what was sent
 * twice was sent under one key.
 */
export const recordPages = (
  conversation: Conversation,
  plan: Plan & { readonly group?: string },
  pages: readonly Page[],
): Step => {
  if (turnOf(conversation) >= plan.turn) return { kind: "nothing", reason: "seen before" };
  const tooLate = whyTooLate(conversation, plan);
  if (tooLate !== null && pages.length === 0) return { kind: "nothing", reason: tooLate };
  const { team } = conversation;
  return stepFrom(
    change(
      draftOf(conversation),
      {
        pages: [...conversation.pages, ...pages],
        ...(tooLate === null && { escalation: escalationAfter(conversation, plan) }),
      },
      pages.map(({ id, destinations, responder }) => ({
        type: "PageSent" as const,
        team,
        pageId: id,
        destinations,
        ...(responder === undefined ? {} : { responder }),
        ...(tooLate !== null && { tooLate: true as const }),
      })),
    ),
  );
};

const whyTooLate = (conversation: Conversation, plan: Plan): string | null => {
  const { status, escalation } = conversation;
  if (status !== "open") return status;
  const isTaken = escalation?.state === "taken" && plan.next.nextAt !== null;
  return isTaken && !isComingBack(conversation, plan) ? "taken meanwhile" : null;
};

/** Whoever had it did not answer in time, and this turn, of the ladder they took it from, is because of that. */
const isComingBack = ({ escalation }: Conversation, { at, policy }: Plan): boolean =>
  escalation?.policy === policy && at.round >= escalation.round;

const escalationAfter = (
  { escalation }: Conversation,
  plan: Plan & { readonly group?: string },
): Escalation => {
  const { reason, policy, ladder, next, group } = plan;
  const declined = escalation?.declined;
  return {
    reason,
    policy,
    ladder,
    ...next,
    ...(declined === undefined ? {} : { declined }),
    ...(group === undefined ? {} : { group }),
  };
};
