/** What a policy promises a mention, in instants: by when it is answered, when to warn of that, and what else is owed. */
import { careOf, movedCare } from "../clocks/mention-care.ts";
import { effectiveDue } from "../clocks/reply-window.ts";
import { dueOf, warningsOf, type AppliedPolicy } from "../promises/sla-policy.ts";
import type { HeardMention } from "./heard-mention.ts";

export type MentionPromise = Pick<HeardMention, "dueAt" | "nextDueAt" | "policy" | "warnAt" | "care">;
type Dates = Pick<HeardMention, "createdAt" | "waitingSince">;
type ReplyName = "firstReply" | "nextReply";

/** By when it has to be answered, as a first reply and as a later one; null for never. */
type AnswerTimes = Readonly<Record<ReplyName, string | null>> & { readonly policy: string | undefined };

export const waitingSince = (heard: Dates): string => heard.waitingSince ?? heard.createdAt;

/** By when the policy wants it answered, or the platform, where that is sooner. */
export const promised = (mention: Dates, applied: AppliedPolicy): MentionPromise => {
  const since = new Date(waitingSince(mention));
  const replies = (["firstReply", "nextReply"] as const).map((name) => replyPromise(name, mention, applied));
  const [firstReply = null, nextReply = null] = replies.map(({ dueAt }) => dueAt);
  const warnings = replies.flatMap(({ name, warnAt }) =>
    warnAt.length > 0 ? [[name, warnAt] as const] : [],
  );
  const care = careOf(applied, since);
  return {
    ...promisedReplies({ firstReply, nextReply, policy: applied.ref }),
    ...(warnings.length > 0 && { warnAt: Object.fromEntries(warnings) }),
    ...(care !== null && { policy: applied.ref, care }),
  };
};

/** Where the platform's window draws a clock nearer, what would come behind that is no warning. */
const replyPromise = (name: ReplyName, mention: Dates, { targets, windowSeconds }: AppliedPolicy) => {
  const target = targets[name];
  if (target === undefined) return { name, dueAt: null, warnAt: [] };
  const since = new Date(waitingSince(mention));
  const due = effectiveDue(dueOf(target, since), new Date(mention.createdAt), windowSeconds);
  const warnAt = warningsOf(target, since).filter((at) => due !== null && at < due);
  return { name, dueAt: due?.toISOString() ?? null, warnAt: warnAt.map((at) => at.toISOString()) };
};

/** As a head keeps it: nothing twice. */
export const promisedReplies = ({ firstReply, nextReply, policy }: AnswerTimes): MentionPromise => {
  if (firstReply === null && nextReply === null) return {};
  return {
    ...(firstReply === null ? {} : { dueAt: firstReply }),
    ...(nextReply === firstReply ? {} : { nextDueAt: nextReply }),
    ...(policy === undefined ? {} : { policy }),
  };
};

/** The mention without anything that a policy promised it. */
export const withoutPromise = (mention: HeardMention): HeardMention => {
  const { dueAt: _, nextDueAt: __, policy: ___, warnAt: ____, care: _____, ...rest } = mention;
  return rest;
};

/** What was promised, so many milliseconds later: for a mention whose beginning is known better now. */
export const movedPromise = (
  { warnAt, care }: Pick<HeardMention, "warnAt" | "care">,
  { firstReply, nextReply, policy }: AnswerTimes,
  byMs: number,
): MentionPromise => {
  const moved = (instant: string): string => new Date(Date.parse(instant) + byMs).toISOString();
  const warnings = Object.entries(warnAt ?? {}).map(([name, instants = []]) => [name, instants.map(moved)]);
  return {
    ...promisedReplies({
      firstReply: firstReply && moved(firstReply),
      nextReply: nextReply && moved(nextReply),
      policy,
    }),
    ...(warnings.length > 0 && { warnAt: Object.fromEntries(warnings) }),
    ...(care !== undefined && { policy, care: movedCare(care, moved) }),
  };
};
