import type { Category } from "../domain/judging/classification.ts";

/** What a text alone tells. Probabilities are calibrated: of those said with 0.8, about eight in ten are right. */
export type TextJudgement = {
  readonly category: Category;
  /** The probability of that category. */
  readonly confidence: number;
  readonly probabilities: Readonly<Record<Category, number>>;
  readonly urgent: boolean;
  readonly urgentProbability: number;
  readonly sentiment: "positive" | "neutral" | "negative";
  /** ISO 639-1, or `und` where nobody could tell. */
  readonly language: string;
  /** In words a responder understands: what spoke for the category, what for urgency, and the runner-up. */
  readonly reasons: string[];
};
