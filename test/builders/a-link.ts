import { ResponderId } from "../../shared/domain/ids.ts";
import type { Link } from "../../shared/links/link.ts";
import { aConversation } from "./a-conversation.ts";

/** Ada's link in the page about the conversation of `aMention`, good until noon. */
export const aLink = (changes: Partial<Link> = {}): Link => ({
  conversationId: aConversation().id,
  pageId: `${aConversation().id}:2:0`,
  responder: ResponderId.parse("ada"),
  expiresAt: new Date("2026-11-21T12:00:00Z"),
  linkId: "link-1",
  ...changes,
});
