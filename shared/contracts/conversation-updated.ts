import * as z from "zod";
import { defineEvent } from "./event-contract.ts";

/** A mention of a routed conversation changed; its text is where it always was, under the mention's id. */
export const ConversationUpdated = defineEvent("ConversationUpdated", {
  mentionId: z.string(),
  change: z.enum(["edited"]),
});
