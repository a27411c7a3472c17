import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findTwins } from "../../../shared/classifier/training/near-duplicates.ts";
import { readCorpus, type VoicedPost } from "../../../shared/classifier/training/labelled-post.ts";

const corpus = join(import.meta.dirname, "../../../shared/classifier/corpus");
const training = readCorpus(join(corpus, "train"));
const evaluation = readCorpus(join(corpus, "evaluate"));

const voicesOf = (posts: readonly VoicedPost[]): Set<string> => new Set(posts.map(({ voice }) => voice));
const count = (is: (post: VoicedPost) => boolean): number => training.filter(is).length;

test("has at least 6,000 posts to learn from, in at least twelve voices", () => {
  expect(training.length).toBeGreaterThanOrEqual(6000);
  expect(voicesOf(training).size).toBeGreaterThanOrEqual(12);
});

test("is evaluated in voices that it does not learn from", () => {
  expect([...voicesOf(training).intersection(voicesOf(evaluation))]).toEqual([]);
  expect(evaluation.length).toBeGreaterThanOrEqual(1000);
});

test.each(["es", "fr", "de", "pt"])("has at least 200 posts in %s", (language) => {
  expect(count((post) => post.language === language)).toBeGreaterThanOrEqual(200);
});

test("has each category, chatter most of all because its kinds are the most", () => {
  const [service, sales, chatter] = (["service", "sales", "chatter"] as const).map((category) =>
    count((post) => post.category === category),
  );
  expect(sales).toBeGreaterThan(1000);
  expect(service).toBeGreaterThan(2000);
  expect(chatter).toBeGreaterThan(service ?? 0);
});

test("never calls chatter urgent", () => {
  expect([...training, ...evaluation].filter((post) => post.category === "chatter" && post.urgent)).toEqual(
    [],
  );
});

describe("near-duplicates", () => {
  test("there are none, neither among the posts nor between what is learnt and what is asked", () => {
    expect(
      findTwins(
        [...training, ...evaluation].map(({ text }) => text),
        0.5,
      ),
    ).toEqual([]);
  });

  test("are found behind other names and numbers", () => {
    const twins = findTwins(
      [
        "@NordAir my flight 418 to Lisbon was cancelled and nobody tells us anything",
        "@SudJet my flight 77 to Prague was cancelled and nobody tells us anything",
        "is the green one back in stock?",
      ],
      0.5,
    );
    expect(twins).toHaveLength(1);
    expect(twins[0]?.likeness).toBeGreaterThan(0.9);
  });
});
