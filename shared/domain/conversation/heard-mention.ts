/**
 * What a conversation's head remembers of a mention: everything that is decided by, and nothing of what it says. The
 * head should fit one write unit, so what follows from something else in it is left out.
 */
import * as z from "zod";
import { MentionCare } from "../clocks/mention-care.ts";
import { MentionId } from "../ids.ts";
import type { Judgement } from "../judging/judgement.ts";
import type { Mention } from "../messages/mention.ts";
import { isWithdrawn, type Standing } from "../messages/standing.ts";
import { promised } from "./mention-promise.ts";

const Instant = z.iso.datetime();
const Warnings = z.array(Instant).min(1);

export const HeardMention = z.strictObject({
  id: MentionId,
  revision: z.int().nonnegative(),
  createdAt: Instant,
  /** From when its author counts as waiting, where that is not when it was written. */
  waitingSince: Instant.optional(),
  /** By when to answer it, where there is an instant and no clock of the conversation says so. */
  dueAt: Instant.optional(),
  /** The same where something was answered before it, if that makes a difference; null for never. */
  nextDueAt: Instant.nullable().optional(),
  /** `name@version` of the policy that says by when, where no clock of the conversation says so. */
  policy: z.string().optional(),
  /** When to warn that its reply is due soon, as a first reply and as a later one. */
  warnAt: z.strictObject({ firstReply: Warnings.optional(), nextReply: Warnings.optional() }).optional(),
  /** What is promised beside replies, where a policy does. */
  care: MentionCare.optional(),
  /** When we heard of it, where that was so late that its promise was broken by then. */
  lateAt: Instant.optional(),
  withdrawnAt: Instant.optional(),
  /** Whether somebody should look within the hour; left out where not. */
  urgent: z.literal(true).optional(),
});
export type HeardMention = z.infer<typeof HeardMention>;

export const heardMention = (
  mention: Mention,
  { policy, classification }: Judgement,
  standing: Standing | null,
): HeardMention => {
  const { id, revision, createdAt, receivedAt } = mention;
  const since = waitingFrom(mention);
  const dates = { createdAt, ...(since === createdAt ? {} : { waitingSince: since }) };
  const promise = promised(dates, policy);
  const isLate = promise.dueAt !== undefined && promise.dueAt < receivedAt;
  return {
    id,
    revision,
    ...dates,
    ...promise,
    ...(isLate ? { lateAt: receivedAt } : {}),
    ...(isWithdrawn(standing) ? { withdrawnAt: standing?.since } : {}),
    ...(classification.urgent ? { urgent: true } : {}),
  };
};

/** Clocks start at the earlier of the platform's creation time and our receipt. */
const waitingFrom = ({ createdAt, receivedAt }: Mention): string =>
  Date.parse(receivedAt) < Date.parse(createdAt) ? receivedAt : createdAt;
