import { cueCount } from "../cues.ts";
import type { Weights } from "../weights.ts";
import { outputCount } from "../outputs.ts";
import { bucketCount, type Settings } from "./fit.ts";

/** So many buckets keep their weights: as many as fit the 400 kB the file may have. */
const keptBuckets = 32_000;

/** Keeps what moves a verdict most and what is seen most, a byte for each weight. */
export const packWeights = (
  weights: Float32Array,
  timesSeen: Uint32Array,
  { words, letters, cues: cueShare }: Settings,
): Omit<Weights, "calibration"> => {
  const rowOf = (row: number): number[] => [...weights.subarray(row * outputCount, (row + 1) * outputCount)];
  const importance = (bucket: number): number =>
    Math.hypot(...rowOf(bucket)) * Math.sqrt(timesSeen[bucket] ?? 0);
  const kept = Array.from({ length: bucketCount }, (_, bucket) => bucket)
    .filter((bucket) => (timesSeen[bucket] ?? 0) > 0)
    .map((bucket) => [bucket, importance(bucket)] as const)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, keptBuckets)
    .map(([bucket]) => bucket)
    .toSorted((one, other) => one - other);

  const scales = Array.from({ length: outputCount }, (_, output) => {
    const sizes = kept
      .map((bucket) => Math.abs(weights[bucket * outputCount + output] ?? 0))
      .toSorted((a, b) => a - b);
    return (sizes[Math.floor(sizes.length * 0.998)] ?? 1) / 127 || 1;
  });
  const rows = new Int8Array((kept.length + 1) * outputCount);
  for (const [index, bucket] of kept.entries())
    for (let output = 0; output < outputCount; output += 1) {
      const steps = Math.round((weights[bucket * outputCount + output] ?? 0) / (scales[output] ?? 1));
      rows[(index + 1) * outputCount + output] = Math.max(-127, Math.min(127, steps));
    }
  return {
    shares: { words, letters, cues: cueShare },
    biases: rowOf(bucketCount + cueCount).map(rounded),
    scales,
    cues: Array.from({ length: cueCount }, (_, cue) => rowOf(bucketCount + cue).map(rounded)),
    buckets: Buffer.from(distancesOf(kept)).toString("base64"),
    rows: Buffer.from(rows.buffer).toString("base64"),
  };
};

const rounded = (weight: number): number => Math.round(weight * 1000) / 1000;

const distancesOf = (buckets: readonly number[]): number[] => {
  const bytes: number[] = [];
  let last = -1;
  for (const bucket of buckets) {
    let distance = bucket - last;
    for (; distance > 127; distance >>>= 7) bytes.push((distance & 127) | 128);
    bytes.push(distance);
    last = bucket;
  }
  return bytes;
};
