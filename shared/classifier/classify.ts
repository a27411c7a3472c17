import type { Category, Classification } from "../domain/classification.ts";
import { cues, type Cue } from "./cues.ts";

const categories: readonly Category[] = ["service", "sales", "chatter"];

/** Only so much of a post is read: a verdict needs no more, and time must not grow with what a stranger sends. */
const readCharacters = 4000;

/** With no cue at all a post is more likely chatter than anything, but we are not sure of it. */
const startingWeights: Record<Category, number> = { service: 0.4, sales: 0.2, chatter: 0.6 };

/** What kind of thing this text is, how sure we are, and why. Pure, and the same for the same text. */
export const classify = (text: string): Classification => {
  const read = text.slice(0, readCharacters);
  const found = cues.filter(({ pattern }) => pattern.test(read));
  const probabilities = softmax(weigh(found));
  const category = categories.reduce((best, next) =>
    probabilities[next] > probabilities[best] ? next : best,
  );
  const reasons = found.filter((cue) => cue.category === category).map(({ reason }) => reason);
  return {
    category,
    confidence: Math.round(probabilities[category] * 100) / 100,
    reasons: reasons.length > 0 ? reasons : ["no cue that it is anything else"],
  };
};

const weigh = (found: readonly Cue[]): Record<Category, number> => {
  const weights = { ...startingWeights };
  for (const { category, weight } of found) weights[category] += weight * 0.7;
  return weights;
};

const softmax = (weights: Record<Category, number>): Record<Category, number> => {
  const total = categories.reduce((sum, category) => sum + Math.exp(weights[category]), 0);
  return {
    service: Math.exp(weights.service) / total,
    sales: Math.exp(weights.sales) / total,
    chatter: Math.exp(weights.chatter) / total,
  };
};
