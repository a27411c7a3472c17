import type { Conversation } from "../domain/conversation/conversation.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { Commit } from "../domain/conversation/step.ts";
import type { StoredMessage } from "../domain/messages/stored-message.ts";

/** Where conversations and their messages are kept. Reads see every commit that came before them. */
export type ConversationStore = {
  readonly load: (id: ConversationId) => Promise<Conversation | null>;
  /** By a message's id, or by another key that early news waits under. */
  readonly loadMessage: (key: string) => Promise<StoredMessage | null>;
  /**
   * Writes what a step asks for, whole or not at all. `conflict` means that something else was there first: the head
   * is not at the version before this one, or a message's key does not hold what the decision saw. Load and decide anew.
   */
  readonly commit: (step: Commit) => Promise<"committed" | "conflict">;
};
