/**
 * The trained weights as they are shipped: one JSON file of buckets that matter, a byte for each output of each. What
 * a text scores is a sum over its features; everything here is that sum.
 */
import type { Features } from "./features.ts";
import { hashBits } from "./hash.ts";
import { outputCount } from "./outputs.ts";
import weights from "./weights.json" with { type: "json" };
import type { Weights } from "./weights.ts";

export type Model = {
  readonly scores: (features: Features) => Float64Array;
  /** What one word, pair or triple of the text adds to an output. */
  readonly worthOfBucket: (bucket: number, output: number) => number;
  readonly worthOfCue: (cue: number, output: number) => number;
  readonly shares: Weights["shares"];
  readonly calibration: Weights["calibration"];
};

const openModel = ({ shares, biases, scales, cues, buckets, rows, calibration }: Weights): Model => {
  const places = placesOf(Buffer.from(buckets, "base64"));
  const bytes = new Int8Array(Buffer.from(rows, "base64"));

  const add = (sums: Float64Array, found: readonly number[], share: number): void => {
    const each = share / Math.sqrt(found.length);
    for (const bucket of found) {
      const place = places[bucket] ?? 0;
      if (place === 0) continue;
      const row = place * outputCount;
      for (let output = 0; output < outputCount; output += 1)
        sums[output] = (sums[output] ?? 0) + each * (bytes[row + output] ?? 0);
    }
  };

  return {
    scores: ({ words, letters, cues: found }) => {
      const sums = new Float64Array(outputCount);
      add(sums, words, shares.words);
      add(sums, letters, shares.letters);
      for (let output = 0; output < outputCount; output += 1)
        sums[output] = (sums[output] ?? 0) * (scales[output] ?? 0) + (biases[output] ?? 0);
      for (const cue of found)
        for (let output = 0; output < outputCount; output += 1)
          sums[output] = (sums[output] ?? 0) + shares.cues * (cues[cue]?.[output] ?? 0);
      return sums;
    },
    worthOfBucket: (bucket, output) =>
      (bytes[(places[bucket] ?? 0) * outputCount + output] ?? 0) * (scales[output] ?? 0),
    worthOfCue: (cue, output) => shares.cues * (cues[cue]?.[output] ?? 0),
    shares,
    calibration,
  };
};

/** The row of each bucket; 0 is a row of zeroes, for those without weights. */
const placesOf = (distances: Uint8Array): Uint16Array => {
  const places = new Uint16Array(2 ** hashBits);
  let bucket = -1;
  let place = 0;
  let distance = 0;
  let shift = 0;
  for (const byte of distances) {
    distance |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    bucket += distance;
    place += 1;
    places[bucket] = place;
    distance = 0;
    shift = 0;
  }
  return places;
};

export const shippedModel = (): Model => openModel(weights);
