import type { ConversationId } from "../domain/ids.ts";

/** How much waits for a team, and what of it is due soonest. Eventually consistent, and bounded whatever there is. */
export type TeamInbox = {
  readonly look: (team: string, limit: number) => Promise<InboxView>;
};

type InboxView = {
  /** How many conversations wait for an answer. */
  readonly open: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
  /** Those for which something is to be decided soonest, at most as many as were asked for. */
  readonly soonest: readonly ConversationId[];
};
