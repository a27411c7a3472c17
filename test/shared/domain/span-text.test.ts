import { expect, test } from "vitest";
import { spanText } from "../../../shared/domain/span-text.ts";

test.each([
  [0, "0 s"],
  [119, "119 s"],
  [120, "2 min"],
  [7199, "119 min"],
  [7200, "2 h"],
  [200_000, "2 d"],
])("%d seconds are %s", (seconds, text) => {
  expect(spanText(seconds)).toBe(text);
});
