/**
 * `npm run train`: from the corpus to the weights that are shipped. The same corpus gives the same file, byte for byte.
 * Calibration comes from posts scored by models that had not read their voice; the figures at the end from voices
 * nobody trained on.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { featuresOf } from "../features.ts";
import { Weights } from "../weights.ts";
import { ablate } from "./ablate.ts";
import { calibrate } from "./calibrate.ts";
import { bucketCount, exampleOf, fit, settings } from "./fit.ts";
import { readCorpus } from "./labelled-post.ts";
import { scoreOutOfVoice } from "./out-of-voice.ts";
import { packWeights } from "./pack-weights.ts";

const groups = 6;
const corpus = join(import.meta.dirname, "../corpus");
const target = join(import.meta.dirname, "../weights.json");

const read = readCorpus(join(corpus, "train"));
if (process.argv.includes("--ablate")) {
  ablate(read, (line) => console.log(line));
  process.exit();
}

const posts = read.map((post) => ({
  voice: post.voice,
  example: exampleOf(featuresOf(post.text), post, settings),
}));
const voices = new Set(posts.map(({ voice }) => voice)).size;
console.log(`${posts.length} posts in ${voices} voices`);

const scored = scoreOutOfVoice(posts, settings, groups, (group) =>
  console.log(`scored the voices of group ${group} of ${groups} by a model of the others`),
);
const weights = fit(
  posts.map(({ example }) => example),
  settings,
);

const timesSeen = new Uint32Array(bucketCount);
for (const { example } of posts)
  for (const row of example.rows) if (row < bucketCount) timesSeen[row] = (timesSeen[row] ?? 0) + 1;

const packed = Weights.parse({
  ...packWeights(weights, timesSeen, settings),
  calibration: calibrate(scored),
});
const json = `${JSON.stringify(packed, null, 1)}\n`;
writeFileSync(target, json);
console.log(
  `wrote weights.json, ${(json.length / 1000).toFixed(0)} kB; calibration ${JSON.stringify(packed.calibration)}\n`,
);

// Loaded only now: it reads the weights that were just written.
const { evaluatePart } = await import("../evaluation/evaluate-part.ts");
for (const line of evaluatePart(join(corpus, "evaluate"))) console.log(line);
