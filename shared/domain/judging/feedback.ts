/**
 * What staff said a mention was, kept for learning where a deployment wants that. It has none of the mention's text:
 * that lives with the message alone, so that whoever takes it back takes it back from here too. `revision` says which
 * words were judged.
 */
import * as z from "zod";
import { Category } from "./classification.ts";
import { MentionId } from "../ids.ts";

export const Feedback = z.strictObject({
  mentionId: MentionId,
  revision: z.int().nonnegative(),
  category: Category,
  urgent: z.boolean().optional(),
  by: z.string().min(1),
  at: z.iso.datetime(),
});
export type Feedback = z.infer<typeof Feedback>;
