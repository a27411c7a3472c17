/** How well and how fast the shipped model judges posts in voices it has not read, beside what npm has for this. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { categories } from "../../../shared/classifier/outputs.ts";
import { readCorpus } from "../../../shared/classifier/training/labelled-post.ts";
import type { Figure } from "../figure.ts";
import { machineState } from "../machine-state.ts";
import { median, quantile } from "../quantiles.ts";

const classifier = join(import.meta.dirname, "../../../shared/classifier");

const Judged = z.object({ category: z.string(), said: z.string(), microseconds: z.number() });
type Judged = z.infer<typeof Judged>;
const Contender = z.object({ name: z.string(), trainedIn: z.number(), judged: z.array(Judged) });

export const measureJudging = async (): Promise<Figure[]> => {
  const evaluate = readCorpus(join(classifier, "corpus/evaluate"));
  const train = readCorpus(join(classifier, "corpus/train"));
  const began = performance.now();
  const { classify } = await import("../../../shared/classifier/classify.ts");
  const loadedIn = performance.now() - began;
  const judge = (): Judged[] =>
    evaluate.map(({ text, category }) => {
      const started = performance.now();
      const { category: said } = classify(text);
      return { category, said, microseconds: (performance.now() - started) * 1000 };
    });
  judge();
  const machine = machineState();
  const size = statSync(join(classifier, "weights.json")).size / 1000;
  return [
    {
      what: "model",
      value: `${size.toFixed(0)} kB, loaded in ${loadedIn.toFixed(0)} ms`,
      aim: "≤ 400 kB",
      machine,
    },
    { what: `ours, ${train.length} posts learnt`, value: valueOf(judge()), aim: "≤ 60 µs", machine },
    ...contenders({ train, evaluate }).map(({ name, trainedIn, judged }) => ({
      what: `${name}, the same posts learnt in ${(trainedIn / 1000).toFixed(0)} s`,
      value: valueOf(judged),
      machine: machineState(),
    })),
  ];
};

/** They are installed for this, in this folder, and for nothing else. */
const contenders = (posts: unknown): z.infer<typeof Contender>[] => {
  const cwd = import.meta.dirname;
  if (!existsSync(join(cwd, "node_modules"))) run("npm", ["ci", "--silent"], { cwd });
  const lines = run(process.execPath, ["contenders.mjs"], { cwd, input: JSON.stringify(posts) });
  return lines
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => Contender.parse(JSON.parse(line)));
};

const run = (command: string, args: string[], options: { cwd: string; input?: string }): string => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}`);
  return stdout;
};

const valueOf = (judged: readonly Judged[]): string => {
  const times = judged.map(({ microseconds }) => microseconds);
  return `macro-F1 ${macroF1(judged).toFixed(2)}, ${median(times).toFixed(0)} µs a text, p99 ${quantile(times, 0.99).toFixed(0)} µs`;
};

const macroF1 = (judged: readonly Judged[]): number =>
  categories.reduce((sum, name) => {
    const right = judged.filter(({ category, said }) => category === name && said === name).length;
    const said = judged.filter((one) => one.said === name).length;
    const there = judged.filter(({ category }) => category === name).length;
    return sum + (2 * right) / Math.max(said + there, 1);
  }, 0) / categories.length;
