/**
 * A message as the table keeps it, found by the platform's id of it alone. What arrives before the mention it speaks
 * of (a reply, delivered out of order) waits under the mention's own key as `awaited`, where the late mention meets it.
 */
import * as z from "zod";
import { ConversationId } from "./ids.ts";
import { Mention } from "./mention.ts";
import { Reply } from "./reply.ts";

export const StoredMessage = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("mention"),
    id: z.string(),
    conversationId: ConversationId,
    mention: Mention,
  }),
  z.strictObject({ kind: z.literal("reply"), id: z.string(), conversationId: ConversationId, reply: Reply }),
  z.strictObject({ kind: z.literal("awaited"), id: z.string(), replies: z.array(Reply).min(1) }),
]);
export type StoredMessage = z.infer<typeof StoredMessage>;
