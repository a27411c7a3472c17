/** What policies would have made of past traffic: for each policy, team and clock, how many were met. */
import { effectiveDue } from "../../../shared/domain/clocks/reply-window.ts";
import {
  applyPolicy,
  dueOf,
  pausesBy,
  policyFor,
  type PolicyBook,
} from "../../../shared/domain/promises/sla-policy.ts";
import type { ClockName } from "../../../shared/domain/promises/policy-shape.ts";
import type { SimulatedMention } from "./simulated-mention.ts";

export type Tally = {
  readonly policy: string;
  readonly team: string | null;
  readonly clock: ClockName | null;
  readonly mentions: number;
  readonly met: number;
  readonly breached: number;
  /** Neither met nor due yet. */
  readonly running: number;
};

/** Where teams have hours at all, and a target that says none would count in those of this one. */
const isWithoutHours = (mention: SimulatedMention, { policies, hours }: PolicyBook): boolean => {
  if (Object.keys(hours).length === 0 || Object.hasOwn(hours, mention.team ?? "")) return false;
  const { targets } = policyFor(mention, policies).policy;
  return endsOf(mention).some(
    ({ clock }) => targets[clock] !== undefined && targets[clock].calendar === undefined,
  );
};

type Verdict = "met" | "breached" | "running";
type Judged = { readonly policy: string; readonly clock: ClockName | null; readonly verdict: Verdict | null };

/** The tallies of mentions that are added one by one, sorted by policy as they stand in the book. */
export const simulation = (book: PolicyBook, now: Date) => {
  const tallies = new Map<string, Tally>();
  const withoutHours = new Map<string | null, number>();
  return {
    add: (mention: SimulatedMention): void => {
      const { team } = mention;
      if (isWithoutHours(mention, book)) withoutHours.set(team, (withoutHours.get(team) ?? 0) + 1);
      for (const { policy, clock, verdict } of judge(mention, book, now)) {
        const key = JSON.stringify([policy, mention.team, clock]);
        const nothing = { policy, team: mention.team, clock, mentions: 0, met: 0, breached: 0, running: 0 };
        const tally = tallies.get(key) ?? nothing;
        const counted = verdict === null ? {} : { [verdict]: tally[verdict] + 1 };
        tallies.set(key, { ...tally, mentions: tally.mentions + 1, ...counted });
      }
    },
    /** How many mentions were counted around the clock because nothing says in which hours their team works. */
    withoutHours: (): ReadonlyMap<string | null, number> => withoutHours,
    tallies: (): Tally[] => {
      const place = ({ policy }: Tally): number => book.policies.findIndex(({ name }) => name === policy);
      return [...tallies.values()].toSorted(
        (one, other) =>
          place(one) - place(other) ||
          (one.team ?? "").localeCompare(other.team ?? "") ||
          (one.clock ?? "").localeCompare(other.clock ?? ""),
      );
    },
  };
};

/** One verdict for each clock that the policy runs and the line knows the end of; one without a clock where it runs none. */
const judge = (mention: SimulatedMention, book: PolicyBook, now: Date): Judged[] => {
  const { policy } = policyFor(mention, book.policies);
  const { targets, windowSeconds } = applyPolicy(mention, book);
  const pauses = pausesBy(policy, mention.statuses);
  const judged = endsOf(mention).flatMap(({ clock, endedAt }): Judged[] => {
    const target = targets[clock];
    if (target === undefined) return [];
    const due = dueOf(target, mention.createdAt, pauses);
    const isReply = clock === "firstReply" || clock === "nextReply";
    const effective = isReply ? effectiveDue(due, mention.createdAt, windowSeconds) : due;
    return [{ policy: policy.name, clock, verdict: verdictOf(effective, endedAt, now) }];
  });
  return judged.length > 0 ? judged : [{ policy: policy.name, clock: null, verdict: null }];
};

type End = { readonly clock: ClockName; readonly endedAt: Date | null };

const endsOf = ({ isFollowUp, answeredAt, claimedAt, resolvedAt }: SimulatedMention): End[] => [
  { clock: isFollowUp ? "nextReply" : "firstReply", endedAt: answeredAt },
  ...(claimedAt === undefined ? [] : [{ clock: "claim" as const, endedAt: claimedAt }]),
  ...(resolvedAt === undefined ? [] : [{ clock: "resolution" as const, endedAt: resolvedAt }]),
];

/** Exactly at the due instant is in time. Nothing is ever due under a pause that goes on. */
const verdictOf = (due: Date | null, endedAt: Date | null, now: Date): Verdict => {
  if (endedAt !== null) return due === null || endedAt.getTime() <= due.getTime() ? "met" : "breached";
  return due === null || now.getTime() <= due.getTime() ? "running" : "breached";
};
