import type { ConversationId } from "../domain/ids.ts";

/** Who still waits for an answer, by team, the soonest due of each piece first. Eventually consistent. */
export type OpenConversations = {
  readonly of: (team: string) => AsyncIterable<ConversationId>;
};
