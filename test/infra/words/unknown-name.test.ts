import { expect, test } from "vitest";
import { unknownName } from "../../../infra/words/unknown-name.ts";

test.each([
  ["sercive", ["service", "sales"], 'no team is called "sercive": did you mean service?'],
  ["moon", ["service", "sales"], 'no team is called "moon": there are service, sales'],
  ["moon", [], 'no team is called "moon": there are (none yet)'],
  ["\u001B[2J", ["service"], String.raw`no team is called "\u001b[2J": there are service`],
])("%j is told with the one that was meant, or with all there are", (name, known, sentence) => {
  expect(unknownName("team", name, known)).toBe(sentence);
});
