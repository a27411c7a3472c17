import { Classification } from "../../shared/domain/judging/classification.ts";
import { TeamId } from "../../shared/domain/ids.ts";
import type { Judgement } from "../../shared/domain/judging/judgement.ts";
import { alwaysOn, alwaysOnCalendar, type AppliedPolicy } from "../../shared/domain/promises/sla-policy.ts";

/** Service, fairly sure, not urgent. */
export const aClassification = (changes: Partial<Classification> = {}): Classification =>
  Classification.parse({
    category: "service",
    confidence: 0.9,
    reasons: ["is waiting for something that is late or lost"],
    ...changes,
  });

/** Service, fairly sure, fifteen minutes to answer. */
export const aJudgement = ({
  replySeconds = 900,
  ...changes
}: Partial<Judgement> & { readonly replySeconds?: number | null } = {}): Judgement => ({
  classification: aClassification(),
  team: TeamId.parse("service"),
  policy: aPolicy(replySeconds),
  ...changes,
});

/** So long for any reply, around the clock; null runs no clock. */
export const aPolicy = (replySeconds: number | null): AppliedPolicy => {
  const target = { seconds: replySeconds ?? 0, calendar: alwaysOnCalendar, hours: alwaysOn };
  return {
    ref: `within ${replySeconds}@1`,
    because: ["no other policy holds"],
    targets: replySeconds === null ? {} : { firstReply: target, nextReply: target },
    windowSeconds: null,
  };
};
