import type { ConversationEvent } from "../conversation/conversation-event.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { isActive, overOf, safelyAfter, turnOf, type Escalation } from "./escalation.ts";

/** What nobody has been asked about for so long is history: it wakes nobody out of the blue. */
const staleSeconds = 3 * 86_400;

type Turned = { readonly escalation: Escalation; readonly events: readonly ConversationEvent[] };

/** Where the next turn of a ladder is due: told, so that somebody is asked; and it is due again, should nobody do it. */
export const turnAtDeadline = ({ escalation, team, pages }: Conversation, now: Date): Turned | null => {
  if (!isActive(escalation) || escalation.nextAt === null) return null;
  const lateMs = now.getTime() - Date.parse(escalation.nextAt);
  if (lateMs < 0) return null;
  if (lateMs > staleSeconds * 1000) return { escalation: overOf(escalation), events: [] };
  const why = escalation.state === "taken" ? "unanswered-again" : "not-acknowledged";
  return {
    escalation: { ...askingAnew(escalation), nextAt: safelyAfter(now) },
    events: [{ type: "ConversationEscalated", team, turn: turnOf({ pages }), why }],
  };
};

/** Where the waiting has brought it back to the first level, everybody is asked again, whatever they said before. */
const askingAnew = (escalation: Escalation): Escalation => {
  if (escalation.level > 0) return escalation;
  const { declined: _, ...rest } = escalation;
  return rest;
};
