import { describe, expect, test } from "vitest";
import { findCommand, partsOf } from "../../../infra/cli/find-command.ts";

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
