import { categories, outputCount } from "../outputs.ts";
import { rowCount, seededRandom, type Example } from "./fit.ts";

const epochs = 8;

/** The other way to do it: each feature a short vector, a text their mean, a softmax on top (as fastText does). */
export const embeddingScores = (
  train: readonly Example[],
  dimensions: number,
): ((example: Example) => Float64Array) => {
  const random = seededRandom(1);
  const vectors = Float32Array.from({ length: rowCount * dimensions }, () => (random() - 0.5) / dimensions);
  const heads = new Float32Array(3 * dimensions);

  const meanOf = ({ rows }: Example): Float32Array => {
    const mean = new Float32Array(dimensions);
    for (const row of rows)
      for (let at = 0; at < dimensions; at += 1)
        mean[at] = (mean[at] ?? 0) + (vectors[row * dimensions + at] ?? 0) / rows.length;
    return mean;
  };
  const scoresOf = (mean: Float32Array): Float64Array => {
    const sums = new Float64Array(outputCount);
    for (let category = 0; category < 3; category += 1)
      for (let at = 0; at < dimensions; at += 1)
        sums[category] = (sums[category] ?? 0) + (mean[at] ?? 0) * (heads[category * dimensions + at] ?? 0);
    return sums;
  };

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = 0.5 * (1 - epoch / epochs);
    for (let index = 0; index < train.length; index += 1) {
      const example = train[Math.floor(random() * train.length)];
      if (example === undefined) continue;
      const mean = meanOf(example);
      const powers = [...scoresOf(mean).subarray(0, 3)].map(Math.exp);
      const total = powers.reduce((sum, power) => sum + power, 0);
      const right = categories.indexOf(example.post.category);
      const back = new Float32Array(dimensions);
      for (let category = 0; category < 3; category += 1) {
        const error = (powers[category] ?? 0) / total - (category === right ? 1 : 0);
        for (let at = 0; at < dimensions; at += 1) {
          const place = category * dimensions + at;
          back[at] = (back[at] ?? 0) + error * (heads[place] ?? 0);
          heads[place] = (heads[place] ?? 0) - rate * error * (mean[at] ?? 0);
        }
      }
      for (const row of example.rows)
        for (let at = 0; at < dimensions; at += 1) {
          const place = row * dimensions + at;
          vectors[place] = (vectors[place] ?? 0) - rate * (back[at] ?? 0);
        }
    }
  }
  return (example) => scoresOf(meanOf(example));
};
