import { describe, expect, test } from "vitest";
import { gathered } from "../../shared/gathered.ts";

/** Asks for the length of words, three at most in one go; words that begin with "no" cannot be asked for. */
const gathering = () => {
  const asked: string[][] = [];
  const lengthOf = gathered({
    fits: (together, _next: string) => together.length < 3,
    ask: async (words) => {
      asked.push([...words]);
      if (words.some((word) => word.startsWith("no"))) throw new Error("no");
      return words.map(({ length }) => length);
    },
  });
  return { asked, lengthOf };
};

describe("questions asked at one moment", () => {
  test("go together, as many as fit, and each gets its own answer", async () => {
    const { asked, lengthOf } = gathering();
    const words = ["a", "bb", "ccc", "dddd", "a"];
    expect(await Promise.all(words.map(lengthOf))).toEqual([1, 2, 3, 4, 1]);
    expect(asked).toEqual([
      ["a", "bb", "ccc"],
      ["dddd", "a"],
    ]);
  });

  test("fail together, and with nobody else", async () => {
    const { lengthOf } = gathering();
    const outcomes = await Promise.allSettled(["a", "no", "b", "c"].map(lengthOf));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
  });
});

test("what is asked later goes by itself", async () => {
  const { asked, lengthOf } = gathering();
  expect(await lengthOf("a")).toBe(1);
  expect(await lengthOf("bb")).toBe(2);
  expect(asked).toEqual([["a"], ["bb"]]);
});
