/**
 * What a page is about: the facts its words are made of, and what a machine that receives it goes by. Never the
 * customer's text, name or handle.
 */
import * as z from "zod";
import { Category } from "../judging/classification.ts";
import { Priority } from "../judging/priority.ts";
import { Platform } from "../platform.ts";
import { AboutRoster } from "./about-roster.ts";
import { AboutShift } from "./about-shift.ts";
import { woken } from "./woken.ts";

/** Why a conversation wakes somebody. */
export const PageReason = z.enum([
  "urgent",
  "deadline-warned",
  "deadline-breached",
  "not-acknowledged",
  "unanswered-again",
  "arrived-late",
  "drill",
]);
export type PageReason = z.infer<typeof PageReason>;

const AboutConversation = z.strictObject({
  kind: z.literal("conversation"),
  conversationId: z.string().min(1),
  reason: PageReason,
  team: z.string().min(1),
  category: Category,
  /** Something urgent was said that nobody has answered yet. */
  urgent: z.boolean(),
  /** As of when it was paged. */
  priority: Priority,
  platform: Platform,
  channelId: z.string().min(1),
  waitingSince: z.iso.datetime(),
  /** Null where no clock runs. */
  dueAt: z.iso.datetime().nullable(),
  /** The post itself, by a link that names nobody: see `linkToPost`. */
  permalink: z.url().nullable(),
  /** How many customers with the same trouble still wait, this one included, where that is not one. */
  count: z.int().min(2).optional(),
  /** How many more had the same trouble and need no answer any more, where there are any. */
  settled: z.int().positive().optional(),
  ...woken,
});
export type AboutConversation = z.infer<typeof AboutConversation>;

/** Many people report the same at once. */
const AboutOutage = z.strictObject({
  kind: z.literal("outage"),
  outageId: z.string().min(1),
  brand: z.string().min(1),
  count: z.int().positive(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** One of their posts, to look at. */
  permalink: z.url().nullable(),
  ...woken,
});
export type AboutOutage = z.infer<typeof AboutOutage>;

/** Something of First Reply itself is broken, in the two sentences every alarm has. */
const AboutAlarm = z.strictObject({
  kind: z.literal("alarm"),
  customersLose: z.string().min(1),
  lookFirst: z.string().min(1),
  ...woken,
});

export const PageAbout = z.discriminatedUnion("kind", [
  AboutConversation,
  AboutOutage,
  AboutRoster,
  AboutShift,
  AboutAlarm,
]);
export type PageAbout = z.infer<typeof PageAbout>;
