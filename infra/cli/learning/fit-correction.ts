/**
 * Fits a correction: a logistic regression on top of the model's own probabilities, pulled towards changing nothing,
 * by gradient descent from there. The same examples give the same numbers, on every machine.
 */
import { Category } from "../../../shared/domain/judging/classification.ts";
import { correctedProbabilities, shareOf } from "../../../shared/learning/corrected.ts";
import type { LearnedCorrection } from "../../../shared/learning/learned-correction.ts";
import type { Example } from "./example.ts";

type Weights = Record<Category, number>;
type Fit = { trust: number; bias: Weights; words: Record<string, Weights> };

const steps = 400;
const stride = 0.5;
/** How strongly each kind of number is held where it began. */
const pull = { trust: 0.05, bias: 0.01, words: 0.002 };
/** Less than this says nothing, and is not written down. */
const least = 0.005;

export const fitCorrection = (examples: readonly Example[], learnedAt: Date): LearnedCorrection => {
  const fit: Fit = { trust: 1, bias: nothing(), words: {} };
  for (let step = 0; step < steps; step += 1) descend(fit, examples);
  return { learnedAt: learnedAt.toISOString(), examples: examples.length, ...rounded(fit) };
};

const nothing = (): Weights => ({ service: 0, sales: 0, chatter: 0 });

/** One step downhill, in place: everything by its slope, the mean over the examples. */
const descend = (fit: Fit, examples: readonly Example[]): void => {
  const slope = slopeOf(fit, examples);
  fit.trust = Math.max(0.1, fit.trust - stride * (slope.trust + pull.trust * (fit.trust - 1)));
  for (const category of Category.options)
    fit.bias[category] -= stride * (slope.bias[category] + pull.bias * fit.bias[category]);
  for (const [bin, steep] of Object.entries(slope.words)) {
    const weights = (fit.words[bin] ??= nothing());
    for (const category of Category.options)
      weights[category] -= stride * (steep[category] + pull.words * weights[category]);
  }
};

const slopeOf = (fit: Fit, examples: readonly Example[]): Fit => {
  const slope: Fit = { trust: 0, bias: nothing(), words: {} };
  for (const { probabilities, words, category: truth } of examples) {
    const now = correctedProbabilities(probabilities, words, fit);
    const share = shareOf(words);
    for (const category of Category.options) {
      const miss = (now[category] - Number(category === truth)) / examples.length;
      slope.trust += miss * Math.log(Math.max(1e-4, probabilities[category]));
      slope.bias[category] += miss;
      for (const bin of words) (slope.words[bin] ??= nothing())[category] += miss * share;
    }
  }
  return slope;
};

const rounded = ({ trust, bias, words }: Fit): Pick<LearnedCorrection, "trust" | "bias" | "words"> => ({
  trust: short(trust),
  bias: shortened(bias),
  words: Object.fromEntries(
    Object.entries(words)
      .filter(([, weights]) => Category.options.some((category) => Math.abs(weights[category]) >= least))
      .map(([bin, weights]) => [bin, shortened(weights)]),
  ),
});

const short = (value: number): number => Math.round(value * 1000) / 1000;
const shortened = ({ service, sales, chatter }: Weights): Weights => ({
  service: short(service),
  sales: short(sales),
  chatter: short(chatter),
});
