/** A mention of the past as `simulate` reads it: when it was written, what became of it, and what policies ask about. */
import * as z from "zod";
import { Category } from "../../../shared/domain/judging/classification.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { Status } from "../../../shared/domain/promises/policy-shape.ts";

const Instant = z.iso
  .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
  .transform((text) => new Date(text));

const Known = z.string().min(1).nullable().default(null);

/** Other fields may be there and say nothing. */
export const SimulatedMention = z
  .object({
    createdAt: Instant,
    /** Null while nobody has answered. */
    answeredAt: Instant.nullable().default(null),
    /** Left out where nobody noted it: then that clock is not counted. */
    claimedAt: Instant.nullable().optional(),
    resolvedAt: Instant.nullable().optional(),
    category: Category,
    urgent: z.boolean().optional(),
    urgency: z.union([z.boolean(), z.enum(["urgent", "normal"])]).optional(),
    priority: z.number().nonnegative().nullable().default(null),
    team: Known,
    channel: Known,
    platform: Platform.nullable().default(null),
    public: z.boolean().nullable().default(null),
    brand: Known,
    language: Known,
    authorTier: Known,
    /** Whether somebody had answered before: then the reply is a later one, with a target of its own. */
    isFollowUp: z.boolean().default(false),
    statuses: z.array(z.object({ status: Status, since: Instant })).default([]),
  })
  .transform(({ urgency, urgent, ...mention }) => ({
    ...mention,
    urgent: urgent ?? (urgency === true || urgency === "urgent"),
  }));
export type SimulatedMention = z.infer<typeof SimulatedMention>;
