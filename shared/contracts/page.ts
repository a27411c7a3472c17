import * as z from "zod";
import { Category } from "../domain/judging/classification.ts";
import { Priority } from "../domain/judging/priority.ts";
import { Platform } from "../domain/platform.ts";

/**
 * What a page says to the person it wakes: enough to know how bad and how late, and where to look.
 * Never the customer's text, name or handle: those are behind the permalink.
 */
export const PageMessage = z.strictObject({
  /** The dedup key: every try and every destination of one cause carries the same. */
  id: z.string().min(1),
  reason: z.literal("deadline-breached"),
  team: z.string(),
  category: Category,
  /** Something urgent was said that nobody has answered yet. */
  urgent: z.boolean(),
  /** As of when it was paged. */
  priority: Priority,
  platform: Platform,
  channelId: z.string(),
  conversationId: z.string(),
  waitingSince: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  permalink: z.url().nullable(),
});
export type PageMessage = z.infer<typeof PageMessage>;
