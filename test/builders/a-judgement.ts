import { Classification } from "../../shared/domain/classification.ts";
import { TeamId } from "../../shared/domain/ids.ts";
import type { Judgement } from "../../shared/domain/judgement.ts";

/** Service, fairly sure, not urgent. */
export const aClassification = (changes: Partial<Classification> = {}): Classification =>
  Classification.parse({
    category: "service",
    confidence: 0.9,
    reasons: ["is waiting for something that is late or lost"],
    ...changes,
  });

/** Service, fairly sure, fifteen minutes to answer. */
export const aJudgement = (changes: Partial<Judgement> = {}): Judgement => ({
  classification: aClassification(),
  team: TeamId.parse("service"),
  replySeconds: 900,
  ...changes,
});
