/**
 * What a conversation's head remembers of a mention: everything that is decided by, and nothing of what it says. The
 * head should fit one write unit, so what follows from something else in it is left out.
 */
import * as z from "zod";
import type { Clock } from "./clock.ts";
import { MentionId } from "./ids.ts";
import type { Judgement } from "./judgement.ts";
import type { Mention } from "./mention.ts";
import { isWithdrawn, type Standing } from "./standing.ts";

export const HeardMention = z.strictObject({
  id: MentionId,
  revision: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  /** From when its author counts as waiting, where that is not when it was written. */
  waitingSince: z.iso.datetime().optional(),
  /** By when to answer it, where there is an instant and no clock of the conversation says so. */
  dueAt: z.iso.datetime().optional(),
  withdrawnAt: z.iso.datetime().optional(),
  /** Whether somebody should look within the hour; left out where not. */
  urgent: z.literal(true).optional(),
});
export type HeardMention = z.infer<typeof HeardMention>;

export const heardMention = (
  mention: Mention,
  { replySeconds, classification }: Judgement,
  standing: Standing | null,
): HeardMention => {
  const { id, revision, createdAt } = mention;
  const since = waitingFrom(mention);
  return {
    id,
    revision,
    createdAt,
    ...(since === createdAt ? {} : { waitingSince: since }),
    ...(replySeconds === null ? {} : { dueAt: later(since, replySeconds * 1000) }),
    ...(isWithdrawn(standing) ? { withdrawnAt: standing?.since } : {}),
    ...(classification.urgent ? { urgent: true } : {}),
  };
};

/** Clocks start at the earlier of the platform's creation time and our receipt. */
const waitingFrom = ({ createdAt, receivedAt }: Mention): string =>
  Date.parse(receivedAt) < Date.parse(createdAt) ? receivedAt : createdAt;

export const waitingSince = (heard: HeardMention): string => heard.waitingSince ?? heard.createdAt;

/** By when a mention has to be answered if its clock is the one that counts; null where it has none. */
export const answerBy = (heard: HeardMention, clocks: readonly Clock[]): string | null =>
  heard.dueAt ?? clocks.find(({ startedAt }) => startedAt === waitingSince(heard))?.dueAt ?? null;

/** As urgent as before, with the same time to answer, counted from the beginning that is known now. */
export const withSameTarget = (
  now: HeardMention,
  before: HeardMention,
  clocks: readonly Clock[],
): HeardMention => {
  const { dueAt: _, urgent: __, ...told } = now;
  const rest = { ...told, ...(before.urgent === true ? { urgent: true as const } : {}) };
  const due = answerBy(before, clocks);
  if (due === null) return rest;
  const earlierBy = Date.parse(waitingSince(now)) - Date.parse(waitingSince(before));
  return { ...rest, dueAt: later(due, earlierBy) };
};

/** The same mention once the conversation's clocks have changed: it says by when only where they do not. */
export const beside = (
  heard: HeardMention,
  clocks: { readonly before: readonly Clock[]; readonly after: readonly Clock[] },
): HeardMention => {
  const { dueAt: _, ...rest } = heard;
  const due = answerBy(heard, clocks.before);
  return due === null || due === answerBy(rest, clocks.after) ? rest : { ...rest, dueAt: due };
};

const later = (instant: string, byMs: number): string => new Date(Date.parse(instant) + byMs).toISOString();
