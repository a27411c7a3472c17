/**
 * What somebody has to be told because of an event, or because a turn of the ladder is due: whom to page, in which turn,
 * and when to look again. It is asked again with what turned out, until somebody was reached: where all of a level
 * could not be, the next one is climbed to at once.
 */
import type { Conversation } from "../conversation/conversation.ts";
import { climb, type Moment, type Rung, type Skipped, type Target } from "./climb.ts";
import type { EscalationPolicy } from "./escalation-policy.ts";
import { turnOf, type Escalation, type EscalationReason } from "./escalation.ts";

export type Ladder = { readonly policy: string; readonly ladder: EscalationPolicy };

export type Plan = Ladder & {
  readonly reason: EscalationReason;
  readonly turn: number;
  readonly at: Rung;
  /** Whom to page; none where it is held, or where there is nobody anywhere. */
  readonly targets: readonly Target[];
  readonly skipped: readonly Skipped[];
  /** Nobody anywhere could be asked: the catch-all is paged, and an alarm raised. */
  readonly isForCatchAll: boolean;
  readonly next: Pick<Escalation, "state" | "round" | "level" | "nextAt">;
};

type Asked = Ladder & {
  readonly conversation: Conversation;
  readonly reason: EscalationReason;
  readonly moment: Moment;
  /** Where to begin: the first rung, or the one behind a level that could not be reached. */
  readonly from: Rung;
};

export const planPages = ({ conversation, reason, policy, ladder, moment, from }: Asked): Plan => {
  const declined = conversation.escalation?.declined ?? [];
  const climbed = climb(ladder, from, { ...moment, declined });
  const { now } = moment;
  const after = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
  const plan = { policy, ladder, reason, turn: turnOf(conversation) + 1, skipped: climbed.skipped };
  switch (climbed.kind) {
    case "page":
      return {
        ...plan,
        at: climbed.at,
        targets: climbed.targets,
        isForCatchAll: false,
        next: { state: "paging", ...behind(climbed.at, ladder), nextAt: after(climbed.waitSeconds) },
      };
    case "hold":
      return {
        ...plan,
        at: climbed.at,
        targets: [],
        isForCatchAll: false,
        next: { state: "held", ...climbed.at, nextAt: climbed.until.toISOString() },
      };
    case "management":
      return {
        ...plan,
        at: from,
        targets: climbed.targets,
        isForCatchAll: climbed.targets.length === 0,
        next: { state: "over", round: from.round, level: from.level, nextAt: null },
      };
    case "nobody":
      return {
        ...plan,
        at: climbed.at,
        targets: climbed.targets,
        isForCatchAll: climbed.targets.length === 0,
        next: {
          state: "paging",
          round: climbed.at.round + 1,
          level: 0,
          nextAt: after(climbed.waitSeconds),
        },
      };
  }
};

/** The rung behind one: past the last level it is the first of the next round. */
export const behind = ({ round, level }: Rung, { levels }: EscalationPolicy): Rung =>
  level + 1 < levels.length ? { round, level: level + 1 } : { round: round + 1, level: 0 };
