/** Tells how good the shipped model is on posts somebody has labelled, and shows where it is most wrong, and why. */
import * as z from "zod";
import { classify } from "../../../shared/classifier/classify.ts";
import { figuresOf, type Judged } from "../../../shared/classifier/evaluation/figures.ts";
import { figureLines } from "../../../shared/classifier/evaluation/print-figures.ts";
import { LabelledPost } from "../../../shared/classifier/training/labelled-post.ts";
import { defineCommand, UsageError } from "../command.ts";
import { readJsonLines } from "../json-lines.ts";
import { openInput } from "../open-input.ts";
import { wholeNumber } from "../whole-number.ts";

const Line = LabelledPost.extend({ id: z.union([z.string(), z.number()]).optional() });
type Read = Judged & { readonly id: string; readonly text: string };

export const evaluateCommand = defineCommand({
  name: "evaluate",
  summary:
    "Measures the shipped model on labelled posts: figures, confusions, the worst errors with reasons.",
  failsWhen: "a line was left out, and says why",
  positionals: ["file"],
  input: z.object({
    file: z
      .string()
      .describe('lines {"id","text","category","urgent","sentiment","language"}; - reads them from stdin'),
    worst: wholeNumber({ min: 0 }).prefault("10").describe("how many errors to show to somebody who looks"),
    json: z
      .boolean()
      .default(false)
      .describe("the figures alone, as one JSON line; so they are wherever nobody is looking"),
  }),
  examples: [
    "npm run firstreply -- evaluate labelled.jsonl",
    "npm run -s firstreply -- evaluate labelled.jsonl --json",
  ],
  run: async ({ file, worst, json }, { print, warn, isInteractive }) => {
    const judged: Read[] = [];
    let bad = 0;
    for await (const read of readJsonLines(await openInput(file, "labelled posts"), Line)) {
      if ("error" in read) {
        bad += 1;
        warn(JSON.stringify(read));
        continue;
      }
      const { id = read.line, text, ...label } = read.value;
      judged.push({ id: String(id), text, label, judgement: classify(text) });
    }
    if (judged.length === 0) throw new UsageError(`${file} has no line that could be read.`);
    const figures = figuresOf(judged);
    const lines =
      json || !isInteractive
        ? [JSON.stringify(figures)]
        : [...figureLines(figures), ...worstErrors(judged, worst)];
    for (const line of lines) print(line);
    return bad > 0 ? 1 : 0;
  },
});

/** Those it was surest of and wrong. The texts are the asker's own file. */
const worstErrors = (judged: readonly Read[], most: number): string[] => {
  const wrong = judged
    .filter(({ label, judgement }) => label.category !== judgement.category)
    .toSorted((one, other) => other.judgement.confidence - one.judgement.confidence)
    .slice(0, most);
  if (wrong.length === 0) return [];
  return [
    "",
    "surest and wrong:",
    ...wrong.flatMap(({ id, text, label, judgement }) => [
      `  ${id}: is ${label.category}, taken for ${judgement.category} (${Math.round(judgement.confidence * 100)} %): ${text.slice(0, 100).replaceAll(/\s+/gu, " ")}`,
      `      because: ${judgement.reasons.join("; ")}`,
    ]),
  ];
};
