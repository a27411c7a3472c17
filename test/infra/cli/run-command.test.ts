import { describe, expect, test } from "vitest";
import * as z from "zod";
import { defineCommand, UsageError } from "../../../infra/cli/command.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { wholeNumber } from "../../../infra/cli/whole-number.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const greet = defineCommand({
  name: "greet",
  summary: "Says hello.",
  failsWhen: "nobody greets back",
  positionals: ["who"],
  input: z.object({
    who: z.string().describe("whom to greet"),
    times: wholeNumber({ min: 1, max: 99 }).prefault("1").describe("how often"),
    inCapitals: z.boolean().default(false).describe("shouts"),
    also: z.array(z.string()).default([]).describe("somebody else; as often as you like"),
  }),
  examples: ["npm run firstreply -- greet Amara"],
  run: async ({ who, times, inCapitals, also }, { print }) => {
    if (who === "nobody") throw new UsageError("there is nobody to greet");
    for (let time = 0; time < times; time += 1) print(inCapitals ? who.toUpperCase() : who);
    for (const one of also) print(one);
    return 0;
  },
});

const typed = async (...words: string[]) => {
  const { terminal, printed, warned } = recordedTerminal();
  const parts = [{ name: "greet formally", summary: "Bows, too." }];
  const code = await runCommand(greet, words, { invocation: "greet", parts, terminal });
  return { code, printed, warned };
};

test("a command gets what was typed, and its defaults", async () => {
  expect(await typed("Amara", "--times", "2", "--in-capitals")).toEqual({
    code: 0,
    printed: ["AMARA", "AMARA"],
    warned: [],
  });
});

test("a flag for many is given many times", async () => {
  const { printed } = await typed("Amara", "--also", "Ben", "--also", "Chidi");
  expect(printed).toEqual(["Amara", "Ben", "Chidi"]);
});

describe("bad input ends with exit code 2 and one sentence that says what to do", () => {
  test.each([
    [[], "greet needs <who>: whom to greet"],
    [["Amara", "Ben"], 'greet takes no "Ben"'],
    [["Amara", "--loud"], "there is no flag --loud"],
    [["Amara", "--tiems", "2"], "there is no flag --tiems: did you mean --times?"],
    [["Amara", "-l"], "there is no flag -l"],
    [["Amara", "--in-capitals=yes"], "--in-capitals takes no value"],
    [["Amara", "--also"], "--also needs a value: somebody else; as often as you like"],
    [["Amara", "--also", "--in-capitals"], "--also needs a value: somebody else; as often as you like"],
    [["Amara", "--times", "1.5"], "--times: is no whole number"],
    [["Amara", "--times", ""], "--times: is no whole number"],
    [["Amara", "--times", " 2"], "--times: is no whole number"],
    [["Amara", "--times", "-1"], "--times: must be at least 1"],
    [["Amara", "--times", "100"], "--times: must be at most 99"],
    [["Amara", "--times", "9".repeat(400)], "--times: is too large"],
    [["nobody"], "there is nobody to greet"],
  ])("%j", async (words, sentence) => {
    const { code, printed, warned } = await typed(...words);
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    expect(warned[0]).toBe(sentence);
  });
});

test("help comes from the schema", async () => {
  const { code, printed } = await typed("--help");
  expect(code).toBe(0);
  expect(printed.join("\n")).toContain("greet <who> [flags]");
  expect(printed.join("\n")).toMatch(/--times <value> +how often \(1 unless told\)/u);
  expect(printed.join("\n")).toMatch(/--in-capitals +shouts\n/u);
  expect(printed.join("\n")).toMatch(/--also <value> +somebody else; as often as you like\n/u);
  expect(printed.join("\n")).toMatch(
    /Exit codes:\n +0 +all is well\n +1 +nobody greets back\n +2 +it cannot be done/u,
  );
  expect(printed.join("\n")).toMatch(/And:\n +greet formally +Bows, too\./u);
});
