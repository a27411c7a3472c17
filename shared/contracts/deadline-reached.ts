import * as z from "zod";
import { ConversationId } from "../domain/ids.ts";

/** A message on the deadline queue: at `dueAt`, look whether anything must be decided about this conversation. */
export const DeadlineReached = z.strictObject({
  conversationId: ConversationId,
  dueAt: z.iso.datetime(),
});
export type DeadlineReached = z.infer<typeof DeadlineReached>;
