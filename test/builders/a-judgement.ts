import { TeamId } from "../../shared/domain/ids.ts";
import type { Judgement } from "../../shared/domain/judgement.ts";

/** Service, fairly sure, fifteen minutes to answer. */
export const aJudgement = (changes: Partial<Judgement> = {}): Judgement => ({
  classification: {
    category: "service",
    confidence: 0.9,
    reasons: ["is waiting for something that is late or lost"],
  },
  team: TeamId.parse("service"),
  replySeconds: 900,
  ...changes,
});
