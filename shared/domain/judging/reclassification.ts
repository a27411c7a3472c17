/**
 * A judgement from outside the classifier: a person's, or a second opinion's. It is remembered with the conversation,
 * because a person's outranks everything but graver words that are said later.
 */
import * as z from "zod";
import { Category } from "./classification.ts";
import { MentionId } from "../ids.ts";

export const Reclassification = z.strictObject({
  source: z.enum(["staff", "second opinion"]),
  /** Who judged, as they wish to be named: a responder, or a model. */
  by: z.string().min(1).max(100),
  /** The mention they looked at. */
  mentionId: MentionId,
  category: Category,
  /** Whether it hurts now; left out by whoever did not say. */
  urgent: z.boolean().optional(),
  at: z.iso.datetime(),
});
export type Reclassification = z.infer<typeof Reclassification>;
