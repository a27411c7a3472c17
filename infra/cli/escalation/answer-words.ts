/** What came of taking a page or declining it, as it is told. */
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import type { Step } from "../../../shared/domain/conversation/step.ts";
import type { PageAnswer } from "../../../shared/domain/escalation/answer-page.ts";

type Told = { readonly conversationId: string } & (
  | {
      readonly outcome: "done";
      readonly by: string;
      /** Who had it until now; null where nobody had. */
      readonly takenFrom: string | null;
      readonly next: string | null;
    }
  | { readonly outcome: "nothing"; readonly reason: string }
);

/** Who has a conversation, if that is somebody else. */
export const holderBesides = (
  by: string,
  conversation: Pick<Conversation, "escalation"> | null,
): string | null => {
  const { state, holder = null } = conversation?.escalation ?? {};
  return state === "taken" && holder !== by ? holder : null;
};

type Answered = {
  readonly conversationId: string;
  readonly by: string;
  /** As it stood when the step was decided. */
  readonly before: Pick<Conversation, "escalation"> | null;
  readonly step: Step;
};

export const toldOf = ({ conversationId, by, before, step }: Answered): Told =>
  step.kind === "commit"
    ? {
        conversationId,
        outcome: "done",
        by,
        takenFrom: holderBesides(by, before),
        next: step.conversation.escalation?.nextAt ?? null,
      }
    : { conversationId, outcome: "nothing", reason: step.kind === "nothing" ? step.reason : step.kind };

export const sentenceOf = (told: Told, { kind }: PageAnswer): string => {
  if (told.outcome === "nothing") return `${told.conversationId}: nothing to do, ${told.reason}`;
  const { conversationId, by, takenFrom, next } = told;
  if (kind === "decline") return `${conversationId} is passed on: whoever is next is asked`;
  const from = takenFrom === null ? "" : `, taken over from ${takenFrom}`;
  return `${by} has ${conversationId}${from}${next === null ? "" : `; unanswered by ${next}, it comes back`}`;
};
