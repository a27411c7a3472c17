import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { learnCommand } from "../../../infra/cli/commands/learn.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { resolveCorrection } from "../../../infra/config/resolve-correction.ts";
import { resolveConfig } from "../../../infra/config/resolve-config.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { classify } from "../../../shared/classifier/classify.ts";
import { withCorrection } from "../../../shared/learning/corrected.ts";
import { syntheticFeedback } from "./learning/synthetic-feedback.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "learn-"));
const config = join(folder, "config.ts");
const taught = join(folder, "taught.json");
writeFileSync(
  config,
  `export default ${JSON.stringify({ ...pipelineConfig, learning: { correction: "taught.json" } })};`,
);
const feedbackFile = (lines: readonly object[]): string => {
  const path = join(folder, `feedback-${lines.length}.jsonl`);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
  return path;
};

const learn = async (...words: string[]) => {
  const { terminal, printed, warned } = recordedTerminal();
  const code = await runCommand(learnCommand, [...words, "--config", config], {
    invocation: "learn",
    terminal,
  });
  return { code, lines: printed.map((line): unknown => JSON.parse(line)), warned };
};

test("a dry run shows before and after, and writes nothing", async () => {
  const { code, lines } = await learn("--from", feedbackFile(syntheticFeedback), "--dry-run");
  expect({ code, lines }).toMatchObject({ code: 0, lines: [{ outcome: "better", before: {}, after: {} }] });
  expect(existsSync(taught)).toBe(false);
});

test("what was learnt is written where the configuration names it, and judges from then on", async () => {
  expect(await learn("--from", feedbackFile(syntheticFeedback))).toMatchObject({
    code: 0,
    warned: [`${taught} is written; it ships with the next deploy.`],
  });
  const correction = resolveCorrection(await resolveConfig(config), config);
  const words = "the kettle went gorbled at noon";
  expect(withCorrection(classify, correction)(words).category).toBe("service");
});

test("what is too little is refused, and what was learnt before stays", async () => {
  const before = readFileSync(taught, "utf8");
  expect(await learn("--from", feedbackFile(syntheticFeedback.slice(0, 20)))).toMatchObject({
    code: 1,
    lines: [{ outcome: "too little" }],
  });
  expect(readFileSync(taught, "utf8")).toBe(before);
});

test.each([
  {
    what: "a line that is no judgement",
    typed: ["--from", feedbackFile([{ text: "no category" }])],
    says: /line 1/u,
  },
  { what: "a file that is not there", typed: ["--from", join(folder, "nowhere")], says: /cannot be read/u },
  { what: "a deployment that keeps nothing", typed: [], says: /learning\.keepFeedback/u },
])("$what is told plainly", async ({ typed, says }) => {
  const { code, warned } = await learn(...typed);
  expect(code).toBe(2);
  expect(warned[0]).toMatch(says);
});

test("a configuration that names a correction nobody wrote is refused by name", () => {
  expect(() =>
    resolveCorrection({ learning: { keepFeedback: false, correction: "none.json" } }, config),
  ).toThrow(/none\.json, which learning\.correction names, is not there or is no correction/u);
});
