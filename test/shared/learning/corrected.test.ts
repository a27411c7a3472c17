import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Category } from "../../../shared/domain/judging/classification.ts";
import { corrected, withCorrection, type Judged } from "../../../shared/learning/corrected.ts";
import { bins, type LearnedCorrection } from "../../../shared/learning/learned-correction.ts";
import { wordsOf } from "../../../shared/learning/words-of.ts";

const nothingLearnt: LearnedCorrection = {
  learnedAt: "2026-11-21T10:00:00.000Z",
  examples: 80,
  trust: 1,
  bias: { service: 0, sales: 0, chatter: 0 },
  words: {},
};
const judgement: Judged = {
  category: "chatter",
  confidence: 0.6,
  probabilities: { service: 0.3, sales: 0.1, chatter: 0.6 },
  reasons: ["reads like news"],
};
const [gorbled = 0] = wordsOf("gorbled");
const learnt = { ...nothingLearnt, words: { [gorbled]: { service: 2, sales: 0, chatter: -1 } } };

test("who learnt nothing judges as before", () => {
  const { probabilities, ...rest } = corrected(judgement, [1, 2, 3], nothingLearnt);
  expect(rest).toEqual({
    category: "chatter",
    confidence: expect.closeTo(0.6, 9),
    reasons: judgement.reasons,
  });
  expect(probabilities?.service).toBeCloseTo(0.3, 9);
  expect(withCorrection(() => judgement, null)("gorbled")).toBe(judgement);
});

test("a word staff spoke about moves the judgement, and its reasons say so first", () => {
  const classify = withCorrection(() => judgement, learnt);
  expect(classify("my box is gorbled")).toMatchObject({
    category: "service",
    reasons: ["staff here judged the like service, where the model says chatter", "reads like news"],
  });
  expect(classify("my box is fine").category).toBe("chatter");
});

test("a judgement without probabilities is corrected by its confidence, and gets no field it did not have", () => {
  const { probabilities: _, ...bare } = judgement;
  const now = corrected(bare, [gorbled], learnt);
  expect(now.category).toBe("service");
  expect(Object.keys(now).toSorted()).toEqual(["category", "confidence", "reasons"]);
});

test("a category the model favours, though it is not the likeliest, stands where nothing was learnt about it", () => {
  const favoured = { ...judgement, category: "service" as const, confidence: 0.3 };
  expect(corrected(favoured, [1, 2], learnt).category).toBe("service");
});

test("whatever was learnt and whatever is read, probabilities are some, and the confidence is its category's", () => {
  const weight = fc.double({ min: -50, max: 50, noNaN: true });
  const weights = fc.record({ service: weight, sales: weight, chatter: weight });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), weights, weights, share, (text, bias, word, service) => {
      const words = wordsOf(text);
      const correction = {
        ...nothingLearnt,
        bias,
        words: Object.fromEntries(words.map((bin) => [bin, word])),
      };
      const probabilities = { service, sales: (1 - service) / 2, chatter: (1 - service) / 2 };
      const now = corrected({ ...judgement, probabilities }, words, correction);
      const values = Category.options.map((category) => now.probabilities?.[category] ?? Number.NaN);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(now.confidence).toBe(now.probabilities?.[now.category]);
    }),
    { numRuns: 200 },
  );
});

test.each([
  { what: "nothing", text: "", count: 0 },
  { what: "a word and its copies", text: "Gorbled GORBLED gorbled!", count: 1 },
  {
    what: "handles, links and covered numbers",
    text: "@brand https://brand.example/help [card] [e-mail]",
    count: 0,
  },
  { what: "words of any script", text: "أين طلبي ありがとう", count: 3 },
])("of $what there are $count words", ({ text, count }) => {
  expect(wordsOf(text)).toHaveLength(count);
});

test("a text as long as a stranger likes is read only so far", () => {
  const words = wordsOf(Array.from({ length: 50_000 }, (_, index) => `word${index}`).join(" "));
  expect(words.length).toBeLessThanOrEqual(bins);
});
