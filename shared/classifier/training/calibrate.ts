/**
 * Makes probabilities mean what they say, on scores of posts the model had not read. Each question gets a slope and a
 * shift for each answer, by plain gradient descent: seven numbers and a few thousand posts.
 */
import { favoured, probabilitiesOf } from "../calibrated.ts";
import type { Weights } from "../weights.ts";
import { categories, outputs, sentiments } from "../outputs.ts";
import type { Scored } from "./out-of-voice.ts";

type Calibration = Weights["calibration"];

const rounds = 400;

export const calibrate = (scored: readonly Scored[]): Calibration => {
  const category = fitAnswers(
    scored.map(({ sums, example }) => ({
      sums: sums.subarray(outputs.category, outputs.category + 3),
      right: categories.indexOf(example.post.category),
    })),
  );
  const sentiment = fitAnswers(
    scored.map(({ sums, example }) => ({
      sums: sums.subarray(outputs.sentiment, outputs.sentiment + 3),
      right: sentiments.indexOf(example.post.sentiment),
    })),
  );
  const urgent = fitYesNo(scored);
  const calibration = { category, urgent, sentiment, serviceFavour: 1, urgentFrom: 0.5 };
  return {
    ...calibration,
    serviceFavour: smallestFavour(scored, calibration),
    urgentFrom: highestThreshold(scored, calibration),
  };
};

type Answered = { readonly sums: Float64Array; readonly right: number };

const fitAnswers = (answered: readonly Answered[]): Calibration["category"] => {
  let slope = 1;
  const shifts = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    let slopeGradient = 0;
    const gradient = [0, 0, 0];
    for (const { sums, right } of answered) {
      const powers = shifts.map((shift, at) => Math.exp(slope * (sums[at] ?? 0) + shift));
      const total = powers.reduce((sum, power) => sum + power, 0);
      powers.forEach((power, at) => {
        const error = power / total - (at === right ? 1 : 0);
        slopeGradient += error * (sums[at] ?? 0);
        gradient[at] = (gradient[at] ?? 0) + error;
      });
    }
    slope -= (0.3 * slopeGradient) / answered.length;
    for (const at of [0, 1, 2])
      shifts[at] = (shifts[at] ?? 0) - (0.5 * (gradient[at] ?? 0)) / answered.length;
  }
  return { slope: rounded(slope), shifts: shifts.map(rounded) };
};

const fitYesNo = (scored: readonly Scored[]): Calibration["urgent"] => {
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < rounds * 3; round += 1) {
    let slopeGradient = 0;
    let shiftGradient = 0;
    for (const { sums, example } of scored) {
      const sum = sums[outputs.urgent] ?? 0;
      const error = 1 / (1 + Math.exp(-(slope * sum + shift))) - (example.post.urgent ? 1 : 0);
      slopeGradient += error * sum;
      shiftGradient += error;
    }
    slope -= (0.3 * slopeGradient) / scored.length;
    shift -= (1 * shiftGradient) / scored.length;
  }
  return { slope: rounded(slope), shift: rounded(shift) };
};

/** A service post that is taken for another is a customer nobody answers: so many in a hundred may be, at most. */
const serviceRecall = 0.87;
const urgentRecall = 0.78;

const smallestFavour = (scored: readonly Scored[], calibration: Calibration): number => {
  const service = scored.filter(({ example }) => example.post.category === "service");
  for (let favour = 1; favour < 3; favour += 0.05) {
    const found = service.filter(
      ({ sums }) => favoured(probabilitiesOf(sums, calibration).categories, favour) === "service",
    );
    if (found.length >= service.length * serviceRecall) return rounded(favour);
  }
  return 3;
};

const highestThreshold = (scored: readonly Scored[], calibration: Calibration): number => {
  const chances = scored
    .filter(({ example }) => example.post.urgent)
    .map(({ sums }) => probabilitiesOf(sums, calibration).urgent)
    .toSorted((one, other) => other - one);
  return rounded(chances[Math.floor(chances.length * urgentRecall)] ?? 0.5);
};

const rounded = (number: number): number => Math.round(number * 1000) / 1000;
