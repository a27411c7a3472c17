/** From what a text scored to probabilities that mean what they say. */
import type { Category } from "../domain/judging/classification.ts";
import type { Weights } from "./weights.ts";
import { categories, outputs, type sentiments } from "./outputs.ts";

export type Probabilities = {
  readonly categories: Readonly<Record<Category, number>>;
  readonly urgent: number;
  readonly sentiments: Readonly<Record<(typeof sentiments)[number], number>>;
};

export const probabilitiesOf = (
  sums: Float64Array,
  { category, urgent, sentiment }: Weights["calibration"],
): Probabilities => {
  const [service = 0, sales = 0, chatter = 0] = softmax(sums, outputs.category, category);
  const [positive = 0, neutral = 0, negative = 0] = softmax(sums, outputs.sentiment, sentiment);
  return {
    categories: { service, sales, chatter },
    urgent: 1 / (1 + Math.exp(-(urgent.slope * (sums[outputs.urgent] ?? 0) + urgent.shift))),
    sentiments: { positive, neutral, negative },
  };
};

const softmax = (
  sums: Float64Array,
  from: number,
  { slope, shifts }: Weights["calibration"]["category"],
): number[] => {
  const powers = shifts.map((shift, at) => slope * (sums[from + at] ?? 0) + shift);
  const highest = Math.max(...powers);
  const grown = powers.map((power) => Math.exp(power - highest));
  const total = grown.reduce((sum, each) => sum + each, 0);
  return grown.map((each) => each / total);
};

export const likeliest = <Name extends string>(
  of: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Name => names.reduce((best, name) => (of[name] > of[best] ? name : best));

/** The likeliest category, where service is given a start: a complaint that nobody answers costs more than a look too many. */
export const favoured = (of: Readonly<Record<Category, number>>, serviceFavour: number): Category =>
  likeliest({ ...of, service: of.service * serviceFavour }, categories);
