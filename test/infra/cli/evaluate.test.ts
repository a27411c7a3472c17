import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evaluateCommand } from "../../../infra/cli/commands/evaluate.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "evaluate-"));

const typed = async (...words: string[]) => {
  const printed: string[] = [];
  const warned: string[] = [];
  const terminal = {
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    isInteractive: false,
  };
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
