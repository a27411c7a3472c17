/** By when a mention has to be answered: said by the mention itself, or by the clock of its conversation that counts from it. */
import { isReplyClock, type Clock } from "../clocks/clock.ts";
import type { HeardMention } from "./heard-mention.ts";
import { movedPromise, promisedReplies, waitingSince, withoutPromise } from "./mention-promise.ts";

/** By when a mention has to be answered if its clock is the one that counts, as a first reply and as a later one. */
export type AnswerBy = Readonly<Record<"firstReply" | "nextReply", string | null>> & {
  readonly policy: string | undefined;
};

export const answerBy = (heard: HeardMention, clocks: readonly Clock[]): AnswerBy => {
  const { dueAt, nextDueAt, policy } = heard;
  if (nextDueAt !== undefined) return { firstReply: dueAt ?? null, nextReply: nextDueAt, policy };
  if (dueAt !== undefined) return { firstReply: dueAt, nextReply: dueAt, policy };
  const clock = clocks.find((each) => isReplyClock(each) && each.startedAt === waitingSince(heard));
  const due = clock === undefined || clock.state === "paused" ? null : clock.dueAt;
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
  const byMs = Date.parse(waitingSince(now)) - Date.parse(waitingSince(before));
  return { ...withoutPromise(asUrgent), ...movedPromise(before, due, byMs) };
};

/** The same mention once the conversation's clocks have changed: it says by when only where they do not. */
export const beside = (
  heard: HeardMention,
  clocks: { readonly before: readonly Clock[]; readonly after: readonly Clock[] },
): HeardMention => {
  if (heard.nextDueAt !== undefined || heard.care !== undefined) return heard;
  const { dueAt: _, policy: __, ...rest } = heard;
  const known = answerBy(heard, clocks.before);
  const told = answerBy(rest, clocks.after);
  const isTold = known.firstReply === told.firstReply && known.policy === told.policy;
  return isTold ? rest : { ...rest, ...promisedReplies(known) };
};
