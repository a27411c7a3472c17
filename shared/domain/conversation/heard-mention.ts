/**
 * What a conversation's head remembers of a mention: everything that is decided by, and nothing of what it says. The
 * head should fit one write unit, so what follows from something else in it is left out.
 */
import * as z from "zod";
import type { Clock } from "../clocks/clock.ts";
import { MentionId } from "../ids.ts";
import type { Judgement } from "../judging/judgement.ts";
import type { Mention } from "../messages/mention.ts";
import { effectiveDue } from "../clocks/reply-window.ts";
import { dueOf, type AppliedPolicy, type TargetInHours } from "../promises/sla-policy.ts";
import { isWithdrawn, type Standing } from "../messages/standing.ts";

export const HeardMention = z.strictObject({
  id: MentionId,
  revision: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  /** From when its author counts as waiting, where that is not when it was written. */
  waitingSince: z.iso.datetime().optional(),
  /** By when to answer it, where there is an instant and no clock of the conversation says so. */
  dueAt: z.iso.datetime().optional(),
  /** The same where something was answered before it, if that makes a difference; null for never. */
  nextDueAt: z.iso.datetime().nullable().optional(),
  /** `name@version` of the policy that says by when, where no clock of the conversation says so. */
  policy: z.string().optional(),
  withdrawnAt: z.iso.datetime().optional(),
  /** Whether somebody should look within the hour; left out where not. */
  urgent: z.literal(true).optional(),
});
export type HeardMention = z.infer<typeof HeardMention>;

export const heardMention = (
  mention: Mention,
  { policy, classification }: Judgement,
  standing: Standing | null,
): HeardMention => {
  const { id, revision, createdAt } = mention;
  const since = waitingFrom(mention);
  const dates = { createdAt, ...(since === createdAt ? {} : { waitingSince: since }) };
  return {
    id,
    revision,
    ...dates,
    ...promised(dates, policy),
    ...(isWithdrawn(standing) ? { withdrawnAt: standing?.since } : {}),
    ...(classification.urgent ? { urgent: true } : {}),
  };
};

type Promised = Pick<HeardMention, "dueAt" | "nextDueAt" | "policy">;

/** By when the policy wants it answered, or the platform, where that is sooner. */
export const promised = (
  mention: Pick<HeardMention, "createdAt" | "waitingSince">,
  { ref, targets, windowSeconds }: AppliedPolicy,
): Promised => {
  const dueBy = (target: TargetInHours | undefined): string | null => {
    const due = target === undefined ? null : dueOf(target, new Date(waitingSince(mention)));
    return effectiveDue(due, new Date(mention.createdAt), windowSeconds)?.toISOString() ?? null;
  };
  const [firstReply, nextReply] = [dueBy(targets.firstReply), dueBy(targets.nextReply)];
  return promisedBy({ firstReply, nextReply, policy: ref });
};

const promisedBy = ({ firstReply, nextReply, policy }: AnswerBy): Promised => {
  if (firstReply === null && nextReply === null) return {};
  return {
    ...(firstReply === null ? {} : { dueAt: firstReply }),
    ...(nextReply === firstReply ? {} : { nextDueAt: nextReply }),
    ...(policy === undefined ? {} : { policy }),
  };
};

/** Clocks start at the earlier of the platform's creation time and our receipt. */
const waitingFrom = ({ createdAt, receivedAt }: Mention): string =>
  Date.parse(receivedAt) < Date.parse(createdAt) ? receivedAt : createdAt;

export const waitingSince = (heard: Pick<HeardMention, "createdAt" | "waitingSince">): string =>
  heard.waitingSince ?? heard.createdAt;

/** By when a mention has to be answered if its clock is the one that counts, as a first reply and as a later one. */
export type AnswerBy = Readonly<Record<Clock["name"], string | null>> & {
  readonly policy: string | undefined;
};

export const answerBy = (heard: HeardMention, clocks: readonly Clock[]): AnswerBy => {
  const { dueAt, nextDueAt, policy } = heard;
  if (nextDueAt !== undefined) return { firstReply: dueAt ?? null, nextReply: nextDueAt, policy };
  if (dueAt !== undefined) return { firstReply: dueAt, nextReply: dueAt, policy };
  const clock = clocks.find(({ startedAt }) => startedAt === waitingSince(heard));
  const due = clock?.dueAt ?? null;
  return { firstReply: due, nextReply: due, policy: clock?.policy };
};

/**
 * As urgent as before, with the same time to answer, counted from the beginning that is known now. Under a policy that
 * has changed since, nobody knows any more which hours counted: then the time moves as far as the beginning did.
 */
export const withSameTarget = (
  now: HeardMention,
  before: HeardMention,
  clocks: readonly Clock[],
): HeardMention => {
  const { urgent: _, ...calm } = now;
  const asUrgent = { ...calm, ...(before.urgent === true ? { urgent: true as const } : {}) };
  const due = answerBy(before, clocks);
  if (now.policy !== undefined && now.policy === due.policy) return asUrgent;
  const { dueAt: __, nextDueAt: ___, policy: ____, ...rest } = asUrgent;
  const earlierBy = Date.parse(waitingSince(now)) - Date.parse(waitingSince(before));
  const moved = (instant: string | null): string | null => instant && later(instant, earlierBy);
  const { firstReply, nextReply } = due;
  return {
    ...rest,
    ...promisedBy({ firstReply: moved(firstReply), nextReply: moved(nextReply), policy: due.policy }),
  };
};

/** The same mention once the conversation's clocks have changed: it says by when only where they do not. */
export const beside = (
  heard: HeardMention,
  clocks: { readonly before: readonly Clock[]; readonly after: readonly Clock[] },
): HeardMention => {
  if (heard.nextDueAt !== undefined) return heard;
  const { dueAt: _, policy: __, ...rest } = heard;
  const known = answerBy(heard, clocks.before);
  const told = answerBy(rest, clocks.after);
  const isTold = known.firstReply === told.firstReply && known.policy === told.policy;
  return isTold ? rest : { ...rest, ...promisedBy(known) };
};

const later = (instant: string, byMs: number): string => new Date(Date.parse(instant) + byMs).toISOString();
