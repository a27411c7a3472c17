import { describe, expect, test } from "vitest";
import { misspeltOf, nearestOf } from "../../../infra/words/nearest-of.ts";

const known = ["classification", "channels", "teams", "fri", "createdAt", "time_zone", "to"];

describe("what somebody meant is what is a slip or two away, or begins or ends alike", () => {
  test.each([
    ["clasification", "classification"],
    ["classifcaiton", "classification"],
    ["team", "teams"],
    ["temas", "teams"],
    ["Channels", "channels"],
    ["created_at", "createdAt"],
    ["timezone", "time_zone"],
    ["zone", "time_zone"],
    ["friday", "fri"],
    ["class", "classification"],
    ["tho", undefined],
    ["te", undefined],
    ["sales", undefined],
    ["", undefined],
    ["x".repeat(10_000), undefined],
  ])("%s: %s", (written, meant) => {
    expect(nearestOf(written, known)).toBe(meant);
  });
});

test("the nearest of several is the one that was meant", () => {
  expect(nearestOf("care-ee", ["care-us", "care-es", "care"])).toBe("care-es");
});

test("a name that only goes on from another is no slip", () => {
  expect(misspeltOf("sales-emea", ["sales"])).toBeUndefined();
  expect(misspeltOf("slaes", ["sales"])).toBe("sales");
});
