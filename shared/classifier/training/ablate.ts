/**
 * `npm run train -- --ablate`: what each part of the model is worth, as macro-F1 on voices the model has not read.
 * Every variant is fitted on the same five sixths of the voices and asked about the sixth, six times.
 */
import { categories, outputCount, outputs } from "../outputs.ts";
import { embeddingScores } from "./embedding.ts";
import { exampleOf, fit, rowCount, scores, settings, type Example, type Settings } from "./fit.ts";
import type { VoicedPost } from "./labelled-post.ts";
import { featuresOf } from "../features.ts";
import { groupsOfVoices } from "./out-of-voice.ts";

type Learn = (train: readonly Example[]) => (example: Example) => Float64Array;
type Variant = { readonly name: string; readonly settings: Settings; readonly learn: Learn };

const linear =
  (by: Settings, seeds: readonly number[] = [1]): Learn =>
  (train) => {
    const all = seeds.map((seed) => fit(train, by, seed));
    const mean = all[0]?.map(
      (_, at) => all.reduce((sum, weights) => sum + (weights[at] ?? 0), 0) / all.length,
    );
    return ({ rows, values }) => scores(mean ?? new Float32Array(), rows, values);
  };

const variant = (name: string, change: Partial<Settings> = {}): Variant => {
  const changed = { ...settings, ...change };
  return { name, settings: changed, learn: linear(changed) };
};

const variants: readonly Variant[] = [
  variant("as shipped"),
  variant("without cues", { cues: 0 }),
  variant("without letters", { letters: 0 }),
  variant("without words", { words: 0 }),
  variant("cues alone", { words: 0, letters: 0 }),
  variant("all categories alike", { classWeights: [1, 1, 1] }),
  variant("half of the features left out at each look", { dropout: 0.5 }),
  { name: "the mean of three seeds", settings, learn: linear(settings, [1, 2, 3]) },
  { name: "values weighed by Naive Bayes (NB-SVM)", settings, learn: (train) => nbSvm(train, settings) },
  { name: "embeddings of 16 dimensions instead", settings, learn: (train) => embeddingScores(train, 16) },
];

const nbSvm = (train: readonly Example[], by: Settings): ((example: Example) => Float64Array) => {
  const counts = new Float64Array(rowCount * 3).fill(0.5);
  const totals = [0, 1, 2].map(() => rowCount * 0.5);
  for (const { rows, post } of train) {
    const category = categories.indexOf(post.category);
    for (const row of rows) counts[row * 3 + category] = (counts[row * 3 + category] ?? 0) + 1;
    totals[category] = (totals[category] ?? 0) + rows.length;
  }
  const shares = (row: number): number[] =>
    [0, 1, 2].map((category) => (counts[row * 3 + category] ?? 0) / (totals[category] ?? 1));
  const telling = (row: number): number => Math.log(Math.max(...shares(row)) / Math.min(...shares(row)));
  const weighed = (example: Example): Example => ({
    ...example,
    values: example.values.map((value, at) => value * Math.min(telling(example.rows[at] ?? 0), 3)),
  });
  const weights = fit(train.map(weighed), by);
  return (example) => {
    const { rows, values } = weighed(example);
    return scores(weights, rows, values);
  };
};

export const ablate = (posts: readonly VoicedPost[], print: (line: string) => void): void => {
  const features = posts.map(({ text }) => featuresOf(text));
  const groupOf = groupsOfVoices(posts, 6);
  for (const { name, settings: by, learn } of variants) {
    const examples = posts.map((post, at) => exampleOf(features[at] ?? featuresOf(""), post, by));
    const taken = new Map<Example, number>();
    for (const group of new Set(groupOf)) {
      const judge = learn(examples.filter((_, at) => groupOf[at] !== group));
      for (const [at, example] of examples.entries())
        if (groupOf[at] === group) taken.set(example, highest(judge(example)));
    }
    print(`${macroF1(taken).toFixed(3)}  ${name}`);
  }
};

const highest = (sums: Float64Array): number =>
  [0, 1, 2].reduce((best, at) =>
    (sums[outputs.category + at] ?? 0) > (sums[outputs.category + best] ?? 0) ? at : best,
  );

const macroF1 = (taken: ReadonlyMap<Example, number>): number =>
  categories.reduce((sum, category, at) => {
    const all = [...taken];
    const right = all.filter(([{ post }, as]) => post.category === category && as === at).length;
    const size = all.filter(([{ post }]) => post.category === category).length;
    return sum + (2 * right) / (size + all.filter(([, as]) => as === at).length);
  }, 0) / outputCountOfCategories;

const outputCountOfCategories = outputCount - outputs.sentiment;
