import { expect, test } from "vitest";
import * as z from "zod";
import { unforeseenWords } from "../../../infra/cli/unforeseen.ts";

test.each([
  [new TypeError("x is undefined"), "(TypeError: x is undefined)"],
  ["thrown", "(thrown)"],
  [z.string().safeParse(1).error, "(ZodError: [ { "],
])("%s is one line that says what, and not where", (error, sentence) => {
  const words = unforeseenWords(error);
  expect(words).toContain(sentence);
  expect(words).not.toMatch(/\n|\.ts:\d/u);
  expect(unforeseenWords(new Error("long ".repeat(1000))).length).toBeLessThan(500);
});
