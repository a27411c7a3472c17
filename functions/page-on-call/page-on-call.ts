/**
 * Something happened that somebody may have to be told. A conversation that is to be handed up gets its next turn: who
 * is on call is asked now, whoever is, is paged, and what was sent is remembered in one commit. A turn that was sent and
 * not remembered is sent again under the same keys, so that each destination shows it once. Whoever was paged is told
 * when somebody has it, and when nothing is left to do.
 */
import { ConversationId } from "../../shared/domain/ids.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { OnCallEvent } from "./on-call-event.ts";
import type { Ports } from "./ports.ts";
import { takeTurn } from "./take-turn.ts";
import { tellOver } from "./tell-over.ts";
import { tellTaken, tellTooLate } from "./tell-paged.ts";

export const pageOnCall =
  (ports: Ports) =>
  async (event: OnCallEvent): Promise<void> => {
    if (event.kind === "outage")
      return takeTurn(ports, { conversationId: await leadOf(ports, event), asked: event });
    const conversationId = ConversationId.parse(event.conversationId);
    switch (event.kind) {
      case "trouble":
      case "turn":
        return takeTurn(ports, { conversationId, asked: event });
      case "taken":
        return tellTaken(ports, { conversationId, by: event.by });
      case "done":
        return tellOver(ports, { conversationId, because: event.because });
      case "paged-too-late":
        return tellTooLate(ports, { conversationId, pageId: event.pageId });
    }
  };

/** An outage is handed up by the conversation of the report that speaks for all of them. */
const leadOf = async (
  { conversations }: Ports,
  { leadMentionId }: Extract<OnCallEvent, { kind: "outage" }>,
): Promise<ConversationId> => {
  const lead = await conversations.loadMessage(leadMentionId);
  if (lead?.kind === "mention") return lead.conversationId;
  throw new PermanentError(`${leadMentionId}, which speaks for an outage, is gone`);
};
