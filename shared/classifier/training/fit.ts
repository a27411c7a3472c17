/**
 * Fits the linear model: softmax over the categories, a logistic urgency, softmax over the sentiments, all by AdaGrad
 * over the same features. The same posts in, the same weights out: the order is drawn by a seeded generator.
 */
import { hashBits } from "../hash.ts";
import { categories, outputCount, outputs, sentiments } from "../outputs.ts";
import { cueCount } from "../cues.ts";
import type { Features } from "../features.ts";
import type { LabelledPost } from "./labelled-post.ts";

export const bucketCount = 2 ** hashBits;
/** Cues lie behind the buckets, the bias behind the cues. */
export const rowCount = bucketCount + cueCount + 1;

export type Example = {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly post: LabelledPost;
};

export type Settings = {
  readonly epochs: number;
  readonly rate: number;
  /** Pulls every weight towards nothing, at each of its updates. */
  readonly decay: number;
  readonly words: number;
  readonly letters: number;
  readonly cues: number;
  /** How much more a post of each category counts. */
  readonly classWeights: readonly [number, number, number];
  readonly urgentWeight: number;
  /** Share of the features that is left out of each look at a post. */
  readonly dropout: number;
};

export const settings: Settings = {
  epochs: 6,
  rate: 0.15,
  decay: 2e-6,
  words: 1,
  letters: 0.6,
  cues: 0.5,
  classWeights: [1, 1.3, 1],
  urgentWeight: 3,
  dropout: 0.1,
};

/** The rows a text touches and how much: each kind of feature shares out its own weight, so that length says nothing. */
export const exampleOf = (features: Features, post: LabelledPost, by: Settings): Example => {
  const rows = new Map<number, number>();
  const add = (row: number, value: number): void => void rows.set(row, (rows.get(row) ?? 0) + value);
  const { words, letters, cues } = features;
  if (by.words > 0) for (const bucket of words) add(bucket, by.words / Math.sqrt(words.length));
  if (by.letters > 0) for (const bucket of letters) add(bucket, by.letters / Math.sqrt(letters.length));
  if (by.cues > 0) for (const cue of cues) add(bucketCount + cue, by.cues);
  add(rowCount - 1, 1);
  return { rows: Int32Array.from(rows.keys()), values: Float32Array.from(rows.values()), post };
};

export const fit = (examples: readonly Example[], by: Settings, seed = 1): Float32Array => {
  const weights = new Float32Array(rowCount * outputCount);
  const squares = new Float32Array(rowCount * outputCount).fill(1e-6);
  const random = seededRandom(seed);
  const order = examples.map((_, index) => index);
  const gradient = new Float64Array(outputCount);
  for (let epoch = 0; epoch < by.epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const kept = example.values.map((value) => (random() < by.dropout ? 0 : value));
      lossGradient(scores(weights, example.rows, kept), example.post, by, gradient);
      for (let at = 0; at < example.rows.length; at += 1) {
        const value = kept[at] ?? 0;
        if (value === 0) continue;
        const row = (example.rows[at] ?? 0) * outputCount;
        for (let output = 0; output < outputCount; output += 1) {
          const place = row + output;
          const step = (gradient[output] ?? 0) * value + by.decay * (weights[place] ?? 0);
          squares[place] = (squares[place] ?? 0) + step * step;
          weights[place] = (weights[place] ?? 0) - (by.rate * step) / Math.sqrt(squares[place] ?? 1);
        }
      }
    }
  }
  return weights;
};

export const scores = (weights: Float32Array, rows: Int32Array, values: Float32Array): Float64Array => {
  const sums = new Float64Array(outputCount);
  for (let at = 0; at < rows.length; at += 1) {
    const value = values[at] ?? 0;
    const row = (rows[at] ?? 0) * outputCount;
    for (let output = 0; output < outputCount; output += 1)
      sums[output] = (sums[output] ?? 0) + value * (weights[row + output] ?? 0);
  }
  return sums;
};

const lossGradient = (sums: Float64Array, post: LabelledPost, by: Settings, into: Float64Array): void => {
  const category = categories.indexOf(post.category);
  const weight = by.classWeights[category] ?? 1;
  softmaxInto(sums, outputs.category, 3, category, weight, into);
  const urgent = 1 / (1 + Math.exp(-(sums[outputs.urgent] ?? 0)));
  into[outputs.urgent] = post.urgent ? (urgent - 1) * by.urgentWeight : urgent;
  softmaxInto(sums, outputs.sentiment, 3, sentiments.indexOf(post.sentiment), 1, into);
};

const softmaxInto = (
  sums: Float64Array,
  from: number,
  count: number,
  right: number,
  weight: number,
  into: Float64Array,
): void => {
  const highest = Math.max(...sums.subarray(from, from + count));
  let total = 0;
  for (let at = from; at < from + count; at += 1) total += Math.exp((sums[at] ?? 0) - highest);
  for (let at = from; at < from + count; at += 1)
    into[at] = weight * (Math.exp((sums[at] ?? 0) - highest) / total - (at === from + right ? 1 : 0));
};

const shuffle = (order: number[], random: () => number): void => {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
};

/** Mulberry32. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};
