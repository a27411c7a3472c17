/** Why the model thinks so, in words a responder understands: cues by their name, then the words that weighed most. */
import type { Category } from "../domain/judging/classification.ts";
import { cueNames, firstSign } from "./cues.ts";
import type { Features } from "./features.ts";
import { bucketOf, pairHash, wordHash } from "./hash.ts";
import type { Model } from "./model.ts";
import { categories, outputs } from "./outputs.ts";

export type Verdict = {
  readonly category: Category;
  readonly probabilities: Readonly<Record<Category, number>>;
  readonly isUrgent: boolean;
  readonly isKnownLanguage: boolean;
};

const mostCues = 2;
const mostWords = 2;
/** What adds less than this is not a reason. */
const telling = 0.12;

export const explain = (model: Model, features: Features, verdict: Verdict): string[] => {
  const output = outputs.category + categories.indexOf(verdict.category);
  const reasons = [...cuesFor(model, features, output, mostCues), ...wordsFor(model, features, output)];
  if (verdict.isUrgent) reasons.push(...urgencyOf(model, features));
  if (!verdict.isKnownLanguage) reasons.push("is in a language the model has not learnt");
  const isLikeliest = categories.every(
    (other) => verdict.probabilities[other] <= verdict.probabilities[verdict.category],
  );
  if (!isLikeliest) reasons.push("has the benefit of the doubt: if it is one, somebody waits");
  reasons.push(runnerUpOf(verdict));
  return reasons;
};

/** How much more something speaks for this category than for the others on average. */
const leaning = (worth: (output: number) => number, output: number): number => {
  if (output >= outputs.urgent) return worth(output);
  const others = [0, 1, 2].filter((other) => other !== output).map(worth);
  return worth(output) - ((others[0] ?? 0) + (others[1] ?? 0)) / 2;
};

const cuesFor = (model: Model, { cues }: Features, output: number, most: number): string[] =>
  cues
    .map((cue) => [cueNames[cue] ?? "", leaning((at) => model.worthOfCue(cue, at), output)] as const)
    .filter(([, worth]) => worth > telling)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([name]) => name);

const wordsFor = (model: Model, { tokens, words }: Features, output: number): string[] => {
  const share = model.shares.words / Math.sqrt(Math.max(words.length, 1));
  const candidates = tokens.flatMap((token, at) => {
    const before = tokens[at - 1] ?? "";
    const pair =
      speaks(before) && speaks(token) ? [[`${before} ${token}`, pairHash(before, token)] as const] : [];
    return [...(speaks(token) ? [[token, wordHash(token)] as const] : []), ...pair];
  });
  const weighed = new Map(
    candidates.map(([words_, hash]) => {
      const bucket = bucketOf(hash);
      return [words_, share * leaning((at) => model.worthOfBucket(bucket, at), output)] as const;
    }),
  );
  const best = [...weighed]
    .filter(([, worth]) => worth > telling)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, mostWords)
    .map(([found]) => `“${found}”`);
  return best.length === 0 ? [] : [`the words ${best.join(", ")}`];
};

const speaks = (token: string): boolean => /^[\p{L}\p{N}]/u.test(token);

const urgencyOf = (model: Model, features: Features): string[] => {
  const phrases = features.cues.filter((found) => found < firstSign);
  const [cue] = cuesFor(model, { ...features, cues: phrases }, outputs.urgent, 1);
  return [cue === undefined ? "seems urgent" : `seems urgent: ${cue}`];
};

const runnerUpOf = ({ category, probabilities }: Verdict): string => {
  const [next] = categories
    .filter((other) => other !== category)
    .toSorted((one, other) => probabilities[other] - probabilities[one]);
  return next === undefined ? "" : `else ${next}, ${Math.round(probabilities[next] * 100)} %`;
};
