import type { TextJudgement } from "../../shared/classifier/text-judgement.ts";
import type { Category } from "../../shared/domain/judging/classification.ts";

/** What a text tells of a category it is fairly surely of: calm, in English. */
export const aTextJudgement = (category: Category, changes: Partial<TextJudgement> = {}): TextJudgement => ({
  category,
  confidence: 0.9,
  probabilities: { service: 0.05, sales: 0.05, chatter: 0.05, [category]: 0.9 },
  urgent: false,
  urgentProbability: 0.02,
  sentiment: "neutral",
  language: "en",
  reasons: ["a test"],
  ...changes,
});
