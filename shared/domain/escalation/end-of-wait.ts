import type { Conversation } from "../conversation/conversation.ts";
import { wasPaged } from "./escalation.ts";

type EndOfWait = { readonly paged?: true; readonly nobodyWaits?: true };

/**
 * What an event says of those who were paged: that there are any, and whether it is what they waited for. A second
 * answer, or one that came before what the customer said last, ends nothing.
 */
export const endOfWait = (before: Pick<Conversation, "status">, after: Conversation): EndOfWait => ({
  ...wasPaged(after),
  ...(before.status === "open" && after.status !== "open" && { nobodyWaits: true }),
});
