/**
 * What the model says of a text, with what staff of this deployment taught it. It knows nothing of how the model came
 * to its judgement, only how probable it finds each category, so any model will do. Urgency is left alone: nobody is
 * to learn here that a cry for help is none.
 */
import { Category } from "../domain/judging/classification.ts";
import type { LearnedCorrection } from "./learned-correction.ts";
import { wordsOf } from "./words-of.ts";

export type Probabilities = Readonly<Record<Category, number>>;

/** As much of a judgement as can be corrected. */
export type Judged = {
  readonly category: Category;
  readonly confidence: number;
  readonly probabilities?: Probabilities;
  readonly reasons: readonly string[];
};

/** No category is impossible, whatever the model says. */
const least = 1e-4;

export const corrected = <One extends Judged>(
  judgement: One,
  words: readonly number[],
  correction: LearnedCorrection,
): One => {
  const before = probabilitiesOf(judgement);
  const probabilities = correctedProbabilities(before, words, correction);
  const category = categoryAfter(judgement.category, before, probabilities);
  const wasOther = category !== judgement.category;
  return {
    ...judgement,
    category,
    confidence: probabilities[category],
    ...(judgement.probabilities && { probabilities }),
    reasons: wasOther ? [overruling(judgement, category), ...judgement.reasons] : judgement.reasons,
  };
};

/** A classifier that has learnt, or the same classifier where nothing was learnt. */
export const withCorrection = <One extends Judged>(
  classify: (text: string) => One,
  correction: LearnedCorrection | null,
): ((text: string) => One) =>
  correction === null ? classify : (text) => corrected(classify(text), wordsOf(text), correction);

/** How probable each category is; where only the first is told, the others share what it leaves. */
export const probabilitiesOf = ({ category, confidence, probabilities }: Judged): Probabilities => {
  if (probabilities !== undefined) return probabilities;
  const rest = (1 - confidence) / (Category.options.length - 1);
  return { service: rest, sales: rest, chatter: rest, [category]: confidence };
};

export const correctedProbabilities = (
  probabilities: Probabilities,
  words: readonly number[],
  { trust, bias, words: weights }: Pick<LearnedCorrection, "trust" | "bias" | "words">,
): Probabilities => {
  const share = shareOf(words);
  const scored = Category.options.map((category) => {
    const learnt = words.reduce((sum, bin) => sum + (weights[bin]?.[category] ?? 0), 0);
    return trust * Math.log(Math.max(least, probabilities[category])) + bias[category] + learnt * share;
  });
  const highest = Math.max(...scored);
  const [service = 0, sales = 0, chatter = 0] = scored.map((score) => Math.exp(score - highest));
  const total = service + sales + chatter;
  return { service: service / total, sales: sales / total, chatter: chatter / total };
};

/** The model may favour a category that is not the likeliest; its choice stands until something else becomes likeliest. */
export const categoryAfter = (chosen: Category, before: Probabilities, after: Probabilities): Category =>
  likeliest(after) === likeliest(before) ? chosen : likeliest(after);

/** What one of so many words weighs, so that a long text is not shouted louder than a short one. */
export const shareOf = (words: readonly number[]): number => 1 / Math.sqrt(Math.max(1, words.length));

const likeliest = (probabilities: Probabilities): Category =>
  Category.options.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best));

const overruling = ({ category }: Judged, now: Category): string =>
  `staff here judged the like ${now}, where the model says ${category}`;
