/**
 * A message as the table keeps it, found by the platform's id of it alone: its text is here and nowhere else, so that
 * taking it back is one write. What arrives before the message it speaks of (a reply that overtook its mention, a
 * withdrawal of something unknown) is left under that message's own key as `awaited`, where the late message meets it.
 */
import * as z from "zod";
import { HeardReply } from "../conversation/conversation.ts";
import { ConversationId } from "../ids.ts";
import { Mention } from "./mention.ts";
import { Reply } from "./reply.ts";
import { mentionAsItStands, Standing } from "./standing.ts";
import type { MessageWrite } from "../conversation/step.ts";

const kept = {
  id: z.string().min(1),
  /** Grows by one with every write under this key. */
  edition: z.int().positive(),
  /** What its platform said became of it; null while it stands as it was written. */
  standing: Standing.nullable(),
};

export const StoredMessage = z.discriminatedUnion("kind", [
  z.strictObject({
    ...kept,
    kind: z.literal("mention"),
    conversationId: ConversationId,
    mention: Mention,
  }),
  z.strictObject({
    ...kept,
    kind: z.literal("reply"),
    /** Null while the mention it answers has not arrived. */
    conversationId: ConversationId.nullable(),
    reply: Reply,
  }),
  z.strictObject({ ...kept, kind: z.literal("awaited"), replies: z.array(HeardReply) }),
]);
export type StoredMessage = z.infer<typeof StoredMessage>;

/** The edition of what is written over `seen`. */
export const editionAfter = (seen: StoredMessage | null): number => (seen?.edition ?? 0) + 1;

/** The conversation a message is in; null for none, or for one that is not known yet. */
export const homeOf = (message: StoredMessage | null): ConversationId | null =>
  message === null || message.kind === "awaited" ? null : message.conversationId;

/**
 * Where what the brand says in private waits for the person's first words: such a reply names no message it answers,
 * only with whom it was spoken.
 */
export const earlyRepliesKey = (conversationId: ConversationId): string => `${conversationId}#early`;

/** Writes a mention, as it stands, over what was seen under its key. */
export const writeMention = (
  conversationId: ConversationId,
  mention: Mention,
  replaces: StoredMessage | null,
): MessageWrite => {
  const standing = replaces?.standing ?? null;
  return {
    message: {
      kind: "mention",
      id: mention.id,
      edition: editionAfter(replaces),
      standing,
      conversationId,
      mention: mentionAsItStands(mention, standing),
    },
    replaces,
  };
};
