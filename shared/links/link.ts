import type { ConversationId, ResponderId } from "../domain/ids.ts";

/** What a page's link lets one person do: answer that page about that conversation, once, for a while. */
export type Link = {
  readonly conversationId: ConversationId;
  readonly pageId: string;
  readonly responder: ResponderId;
  /** To the second: the rest of it is cut off. */
  readonly expiresAt: Date;
  /** Different for every link: what was used is remembered under it. */
  readonly linkId: string;
};

/** Long enough to find the phone, find it again after the first call, and too short to be found by somebody else. */
export const linkLifetimeSeconds = 2 * 3600;

/** The field of the secret that links are signed with. */
export const signingKeyField = "signingKey";
