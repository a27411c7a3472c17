import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evaluateCommand } from "../../../infra/cli/commands/evaluate.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "evaluate-"));

const typed = (...words: string[]) => typedAt({ isInteractive: false }, ...words);

const typedAt = async ({ isInteractive }: { readonly isInteractive: boolean }, ...words: string[]) => {
  const { terminal, printed, warned } = recordedTerminal({ isInteractive });
  const code = await runCommand(evaluateCommand, words, { invocation: "evaluate", terminal });
  return { code, printed, warned };
};

test.each([
  { what: "a folder", file: folder, sentence: `${folder} is a folder: give` },
  {
    what: "no file at all",
    file: join(folder, "none"),
    sentence: `${join(folder, "none")} cannot be read: give`,
  },
])("$what exits 2 with one sentence", async ({ file, sentence }) => {
  const { code, printed, warned } = await typed(file);
  expect({ code, printed }).toEqual({ code: 2, printed: [] });
  expect(warned[0]).toContain(sentence);
});

/** One that is judged wrongly, whatever the model learns: nothing in it speaks of a purchase. */
const post = {
  id: "p-1",
  text: "my parcel never arrived and nobody answers me",
  category: "sales",
  urgent: false,
  sentiment: "negative",
  language: "en",
};
const labelled = join(folder, "labelled.jsonl");
writeFileSync(labelled, `${JSON.stringify(post)}\n`);

test.each([
  { where: "a pipe", isInteractive: false, flags: [] },
  { where: "a terminal, asked for JSON", isInteractive: true, flags: ["--json"] },
])("on $where the figures are one JSON line", async ({ isInteractive, flags }) => {
  const { code, printed } = await typedAt({ isInteractive }, labelled, ...flags);
  expect({ code, lines: printed.map((line): unknown => JSON.parse(line)) }).toMatchObject({
    code: 0,
    lines: [{ posts: 1, macroF1: expect.any(Number) }],
  });
});

test("on a terminal a wrong judgement stands with its reasons, one after the other", async () => {
  const { printed } = await typedAt({ isInteractive: true }, labelled);
  const [, ...reasons] = printed.slice(printed.findIndex((line) => line.includes("p-1: is sales")));
  expect(reasons).toEqual([expect.stringMatching(/^ +because: [^;]+(?:; [^;]+)+$/u)]);
});
