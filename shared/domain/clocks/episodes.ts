/**
 * A conversation is told in episodes: what is said until it is closed is one, and what is said after that the next. How
 * long it took to claim one and to resolve it is measured once for each.
 */
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import { asTold } from "./as-told.ts";
import { answerClock, cancelClock, type Clock, type DatedClock } from "./clock.ts";
import type { MentionCare } from "./mention-care.ts";

export type Episode = {
  readonly mentions: readonly HeardMention[];
  readonly startedAt: string;
  /** Null while it is not closed. */
  readonly closedAt: string | null;
  /** When the last of it was taken back; null while anything stands. */
  readonly withdrawnAt: string | null;
};

export const episodesOf = ({
  mentions,
  closings = [],
}: Pick<Conversation, "mentions" | "closings">): Episode[] => {
  const ends = [...closings.map(({ at }) => at), null];
  return ends.flatMap((closedAt, index) => {
    const after = ends[index - 1] ?? "";
    const said = mentions.filter((mention) => {
      const since = waitingSince(mention);
      return since > after && (closedAt === null || since <= closedAt);
    });
    const [first] = said;
    if (first === undefined) return [];
    return [{ mentions: said, startedAt: waitingSince(first), closedAt, withdrawnAt: lastWithdrawal(said) }];
  });
};

const lastWithdrawal = (mentions: readonly HeardMention[]): string | null => {
  const withdrawals = mentions.flatMap(({ withdrawnAt }) => withdrawnAt ?? []).toSorted();
  return withdrawals.length === mentions.length ? (withdrawals.at(-1) ?? null) : null;
};

/** Whether something happened in an episode. */
export const isWithin = (at: string, { startedAt, closedAt }: Episode): boolean =>
  at >= startedAt && (closedAt === null || at <= closedAt);

/** The mentions of an episode that are promised something, with the promise, in order. */
export const promisesIn = <Promised>(
  { mentions }: Episode,
  pick: (care: MentionCare) => Promised | undefined,
): readonly { readonly mention: HeardMention; readonly promise: Promised }[] =>
  mentions.flatMap((mention) => {
    const promise = mention.care === undefined ? undefined : pick(mention.care);
    return promise === undefined ? [] : [{ mention, promise }];
  });

type End = { readonly happenedAt: string | null; readonly known: readonly Clock[] };

/** The clock at the end of its episode, or as it runs while that goes on. */
export const atEndOf = (
  { closedAt, withdrawnAt }: Episode,
  clock: DatedClock,
  { happenedAt, known }: End,
): DatedClock => {
  if (happenedAt !== null) return answerClock(clock, new Date(happenedAt));
  if (closedAt !== null) return cancelClock(clock, new Date(closedAt), "closed");
  if (withdrawnAt !== null) return cancelClock(clock, new Date(withdrawnAt), "withdrawn");
  return asTold(clock, known);
};
