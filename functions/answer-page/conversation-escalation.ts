/** What somebody who was woken says, taken as a step of the conversation it is about; and whose that is at the moment. */
import { answerPage } from "../../shared/use-cases/answer-page.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { isActive } from "../../shared/domain/escalation/escalation.ts";
import { ResponderId } from "../../shared/domain/ids.ts";
import type { StepPlace } from "../../shared/use-cases/take-step.ts";
import type { Answered, Asked, Escalation, Hold } from "./escalation.ts";

export const conversationEscalation = (place: StepPlace): Escalation => ({
  holdOf,
  answer: async ({ conversationId, by, action, at }: Asked): Promise<Answered> => {
    if (action.kind === "open") return { kind: "done", says: "" };
    const conversation = await place.conversations.load(conversationId);
    const hold: Hold = conversation === null ? { kind: "nobody" } : holdOf(conversation);
    if (hold.kind !== "nobody" && hold.by !== by)
      return {
        kind: "taken",
        by: hold.by,
        since: since(conversation),
        says: "Somebody else has it already.",
      };
    const { before, step } = await answerPage({ ...place, conversationId, answer: action, by, at });
    if (step.kind !== "nothing") return { kind: "done", says: doneWords[action.kind] };
    if (before !== null && before.status !== "open")
      return { kind: "too-late", says: "Nothing is left to do: somebody was faster." };
    return { kind: "nothing", says: nothingWords[step.reason] ?? "Nothing had to be changed." };
  },
});

const doneWords = {
  acknowledge: "It is yours. Nobody else is woken meanwhile: answer the customer.",
  decline: "It is passed on. Whoever is next is woken now.",
  snooze: "It is put off. You are asked again then, and the customer waits.",
} as const;

const nothingWords: Readonly<Record<string, string>> = {
  "theirs already": "It is yours already: answer the customer.",
  "declined before": "You have declined it already.",
  "nobody is asked": "Nobody is asked any more.",
};

const holdOf = (conversation: Conversation): Hold => {
  const { escalation } = conversation;
  const by = ResponderId.safeParse(escalation?.holder).data;
  if (!isActive(escalation) || escalation.state !== "taken" || by === undefined) return { kind: "nobody" };
  if (escalation.isPutOff === true && escalation.nextAt !== null)
    return { kind: "snoozed", by, until: new Date(escalation.nextAt) };
  return { kind: "acknowledged", by, since: since(conversation) };
};

const since = (conversation: Pick<Conversation, "claims"> | null): Date =>
  new Date(conversation?.claims?.at(-1)?.at ?? 0);
