/**
 * Learns from what staff judged, and measures it on a part that was not learnt from. Which part a text is in follows
 * from its words alone, so that a copy of it is never in the other, and every run measures the same.
 *
 * People correct what is wrong and seldom confirm what is right. A correction learnt from wrongs alone would doubt
 * everything the model says, and would look splendid on a part that is all wrongs too; so a share must be right already.
 */
import { createHash } from "node:crypto";
import { categoryAfter, correctedProbabilities, type Judged } from "../../../shared/learning/corrected.ts";
import type { LearnedCorrection } from "../../../shared/learning/learned-correction.ts";
import { exampleOf, type Example, type JudgedText } from "./example.ts";
import { figuresOf, type Figures } from "./figures.ts";
import { fitCorrection } from "./fit-correction.ts";

const fewest = 60;
const fewestHeldOut = 12;
const fewestRight = 1 / 3;

export type Lesson =
  | { readonly outcome: "too little"; readonly why: string }
  | {
      readonly outcome: "better" | "no better";
      readonly why: string;
      readonly learntFrom: number;
      readonly heldOut: number;
      readonly before: Figures;
      readonly after: Figures;
      /** How many it judges rightly that were judged wrongly before, and the other way round. */
      readonly mended: number;
      readonly spoilt: number;
      readonly correction: LearnedCorrection;
    };

export const learnFrom = (
  judged: readonly JudgedText[],
  classify: (text: string) => Judged,
  now: Date,
): Lesson => {
  const distinct = [...new Map(judged.map((each) => [each.text.trim().toLowerCase(), each])).values()];
  const example = exampleOf(classify);
  const [heldOut, learntFrom] = [isHeldOut, (each: JudgedText) => !isHeldOut(each)].map((isIn) =>
    distinct.filter(isIn).map(example),
  );
  if (heldOut === undefined || learntFrom === undefined) throw new Error("there are two parts");
  const lack = lackOf(heldOut, learntFrom);
  if (lack !== null) return { outcome: "too little", why: lack };

  const correction = fitCorrection(learntFrom, now);
  const [before, after] = [figuresOf(heldOut), figuresOf(heldOut, correction)];
  const changed = changesBy(correction, heldOut);
  const objection = objectionTo({ before, after, ...changed });
  return {
    outcome: objection === null ? "better" : "no better",
    why: objection ?? `macro-F1 rises from ${before.macroF1} to ${after.macroF1}`,
    learntFrom: learntFrom.length,
    heldOut: heldOut.length,
    before,
    after,
    ...changed,
    correction,
  };
};

const changesBy = (correction: LearnedCorrection, examples: readonly Example[]) => {
  const verdicts = examples.map(({ said, probabilities, words, category }) => {
    const now = correctedProbabilities(probabilities, words, correction);
    return { was: said === category, is: categoryAfter(said, probabilities, now) === category };
  });
  return {
    mended: verdicts.filter(({ was, is }) => is && !was).length,
    spoilt: verdicts.filter(({ was, is }) => was && !is).length,
  };
};

/** A quarter of all texts. */
const isHeldOut = ({ text }: JudgedText): boolean =>
  (createHash("sha256").update(text.trim().toLowerCase()).digest()[0] ?? 0) % 4 === 0;

const lackOf = (heldOut: readonly Example[], learntFrom: readonly Example[]): string | null => {
  const all = [...heldOut, ...learntFrom];
  if (all.length < fewest || heldOut.length < fewestHeldOut)
    return `there are ${all.length} texts that staff judged, ${heldOut.length} of them to measure by: it takes ${fewest} and ${fewestHeldOut}`;
  if (new Set(learntFrom.map(({ category }) => category)).size < 2)
    return "all of them are of one category: nothing tells them apart";
  const right = all.filter(({ said, category }) => said === category).length;
  return right < all.length * fewestRight
    ? `the model was wrong in ${all.length - right} of ${all.length}: confirm some of what it gets right too (a third), or it learns to doubt everything`
    : null;
};

type Measured = Pick<Extract<Lesson, { before: Figures }>, "before" | "after" | "mended" | "spoilt">;

/** So many standard deviations more must be mended than spoilt: one time in twenty chance does as much. */
const luck = 1.64;

/** Why a correction is not installed; null when it is better. Nobody is to be answered less because of it. */
const objectionTo = ({ before, after, mended, spoilt }: Measured): string | null => {
  if ((after.serviceRecall ?? 0) < (before.serviceRecall ?? 0))
    return `it would miss people who need help: service recall falls from ${before.serviceRecall} to ${after.serviceRecall}`;
  if (after.macroF1 <= before.macroF1)
    return `it is no better on what it was not learnt from: macro-F1 ${before.macroF1} before, ${after.macroF1} after`;
  if (after.logLoss > before.logLoss)
    return `it would be surer of what is wrong: log loss rises from ${before.logLoss} to ${after.logLoss}`;
  return mended - spoilt < luck * Math.sqrt(mended + spoilt)
    ? `it may be luck: ${mended} mended, ${spoilt} spoilt on what it was not learnt from`
    : null;
};
