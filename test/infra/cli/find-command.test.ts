import { describe, expect, test } from "vitest";
import { commandInstead, findCommand, partsOf } from "../../../infra/cli/find-command.ts";

const commands = ["send", "dead-letters", "dead-letters show", "dead-letters redrive"].map((name) => ({
  name,
}));

describe("the longest name that fits is meant", () => {
  test.each([
    [["send", "x"], "send", ["x"]],
    [["dead-letters"], "dead-letters", []],
    [["dead-letters", "--data", "d"], "dead-letters", ["--data", "d"]],
    [["dead-letters", "show", "intake", "--limit", "3"], "dead-letters show", ["intake", "--limit", "3"]],
    [["dead-letters", "shwo", "intake"], "dead-letters", ["shwo", "intake"]],
  ])("%j is %s with %j", (words, name, typed) => {
    expect(findCommand(commands, words)).toEqual({ command: { name }, typed });
  });

  test.each([[[]], [["wat"]], [["show"]], [["--help"]]])("%j is no command", (words) => {
    expect(findCommand(commands, words)).toBeUndefined();
  });
});

test("a command knows its parts", () => {
  expect(partsOf(commands, { name: "dead-letters" }).map(({ name }) => name)).toEqual([
    "dead-letters show",
    "dead-letters redrive",
  ]);
  expect(partsOf(commands, { name: "send" })).toEqual([]);
});

describe("a command that is not there comes with what was meant", () => {
  const known = [...commands, { name: "swap offer" }, { name: "swap take" }];
  test.each([
    [["sned"], ' Did you mean "send"?'],
    [["dead-leters", "--data", "d"], ' Did you mean "dead-letters"?'],
    [["swap", "tkae", "nights"], ' Did you mean "swap take"?'],
    [["swap"], ' There is "swap offer", "swap take".'],
    [["swap", "nights"], ' There is "swap offer", "swap take".'],
    [["wat"], undefined],
    [["--wat"], undefined],
  ])("%j", (words, instead) => {
    expect(commandInstead(known, words)).toBe(instead);
  });
});
