import { Category } from "../../../shared/domain/judging/classification.ts";
import { categoryAfter, correctedProbabilities } from "../../../shared/learning/corrected.ts";
import type { LearnedCorrection } from "../../../shared/learning/learned-correction.ts";
import type { Example } from "./example.ts";

/** How well examples are judged; 0 to 1, but for the log loss, of which less is better. */
export type Figures = {
  readonly accuracy: number;
  /** The mean F1 of the categories that occur. */
  readonly macroF1: number;
  /** Null where nothing is service. */
  readonly serviceRecall: number | null;
  readonly logLoss: number;
};

type Verdict = { readonly truth: Category; readonly said: Category; readonly probability: number };

export const figuresOf = (
  examples: readonly Example[],
  correction: LearnedCorrection | null = null,
): Figures => {
  const verdicts = examples.map((example): Verdict => {
    const { category: truth, words, probabilities, said } = example;
    if (correction === null) return { truth, said, probability: Math.max(1e-4, probabilities[truth]) };
    const now = correctedProbabilities(probabilities, words, correction);
    const saidNow = categoryAfter(said, probabilities, now);
    return { truth, said: saidNow, probability: Math.max(1e-4, now[truth]) };
  });
  const occurring = Category.options.filter((category) => verdicts.some(({ truth }) => truth === category));
  return {
    accuracy: short(mean(verdicts.map(({ truth, said }) => Number(truth === said)))),
    macroF1: short(mean(occurring.map((category) => f1Of(category, verdicts)))),
    serviceRecall: occurring.includes("service") ? short(recallOf("service", verdicts)) : null,
    logLoss: short(mean(verdicts.map(({ probability }) => -Math.log(probability)))),
  };
};

const recallOf = (category: Category, verdicts: readonly Verdict[]): number =>
  mean(verdicts.filter(({ truth }) => truth === category).map(({ said }) => Number(said === category)));

const f1Of = (category: Category, verdicts: readonly Verdict[]): number => {
  const hits = verdicts.filter(({ truth, said }) => truth === category && said === category).length;
  const claimed = verdicts.filter(({ said }) => said === category).length;
  const there = verdicts.filter(({ truth }) => truth === category).length;
  return (2 * hits) / (claimed + there);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const short = (value: number): number => Math.round(value * 1000) / 1000;
