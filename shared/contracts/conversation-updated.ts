import * as z from "zod";
import { ConversationChange } from "../domain/conversation/conversation-event.ts";
import { defineEvent } from "./event-contract.ts";

/**
 * A mention of a routed conversation changed. What stands of its text is where it always was, under the mention's id;
 * a consumer that keeps copies removes them when it was `withdrawn`.
 */
export const ConversationUpdated = defineEvent("ConversationUpdated", {
  mentionId: z.string(),
  change: ConversationChange,
  /** Whether anybody was paged about it, if only by a page that stands for many. */
  paged: z.literal(true).optional(),
  /** Whether somebody waited for an answer until this happened, and nobody does any more. */
  nobodyWaits: z.literal(true).optional(),
});
