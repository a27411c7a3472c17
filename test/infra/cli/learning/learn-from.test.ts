import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { JudgedText } from "../../../../infra/cli/learning/example.ts";
import { figuresOf } from "../../../../infra/cli/learning/figures.ts";
import { learnFrom, type Lesson } from "../../../../infra/cli/learning/learn-from.ts";
import { readJudgedMentions } from "../../../../infra/cli/learning/read-judged.ts";
import { ConversationId, MentionId } from "../../../../shared/domain/ids.ts";
import { LearnedCorrection } from "../../../../shared/learning/learned-correction.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { chatterModel, syntheticFeedback } from "./synthetic-feedback.ts";

const now = new Date("2026-11-21T10:00:00Z");

const aHome = ConversationId.parse("x:1:77");

const measured = (lesson: Lesson) => {
  if (lesson.outcome === "too little") throw new Error(lesson.why);
  return lesson;
};

test("what staff said is learnt, and helps on texts that were not learnt from", () => {
  const lesson = measured(learnFrom(syntheticFeedback, chatterModel, now));
  expect(lesson.outcome).toBe("better");
  expect(lesson.learntFrom + lesson.heldOut).toBe(syntheticFeedback.length);
  expect(lesson.before).toMatchObject({ serviceRecall: 0 });
  expect(lesson.after.macroF1).toBeGreaterThan(0.9);
});

test("a correction is small, and one its own schema takes", () => {
  const { correction } = measured(learnFrom(syntheticFeedback, chatterModel, now));
  const written = JSON.stringify(correction);
  expect(LearnedCorrection.parse(JSON.parse(written))).toEqual(correction);
  expect(written.length).toBeLessThan(40_000);
});

test("the same feedback teaches the same, in whatever order and however often it is there", () => {
  const once = measured(learnFrom(syntheticFeedback, chatterModel, now));
  const again = measured(learnFrom([...syntheticFeedback, ...syntheticFeedback], chatterModel, now));
  expect(again.correction).toEqual(once.correction);
  const reversed = measured(learnFrom(syntheticFeedback.toReversed(), chatterModel, now));
  expect(reversed.after).toEqual(once.after);
});

/** Labels that have nothing to do with the words. */
const labelled = (labels: readonly JudgedText["category"][]) =>
  syntheticFeedback.map(({ text }) => {
    const [chance = 0] = createHash("md5").update(text).digest();
    return { text, category: labels[chance % labels.length] ?? "chatter" };
  });

test("what does not help is refused, and says why", () => {
  const lesson = learnFrom(labelled(["chatter", "service", "chatter", "sales"]), chatterModel, now);
  expect(lesson.outcome).toBe("no better");
  expect(lesson.why).toMatch(/^it (is no better|would|may)/u);
});

const carefulModel = () => ({
  ...chatterModel(),
  category: "service" as const,
  probabilities: { service: 0.5, sales: 0.1, chatter: 0.4 },
});

test("nothing is worth missing more of those who need help", () => {
  const lesson = learnFrom(
    labelled(["chatter", "service", "chatter", "service", "chatter"]),
    carefulModel,
    now,
  );
  expect(lesson).toMatchObject({ outcome: "no better" });
  expect(lesson.why).toContain("it would miss people who need help: service recall falls from 1");
});

test.each([
  { what: "little", judged: syntheticFeedback.slice(0, 30), why: /it takes 60 and 12/u },
  {
    what: "all of one category",
    judged: syntheticFeedback.map(({ text }) => ({ text, category: "chatter" as const })),
    why: /one category/u,
  },
  {
    what: "only what the model got wrong",
    judged: syntheticFeedback.filter(({ category }) => category !== "chatter"),
    why: /confirm some of what it gets right/u,
  },
])("from feedback that is $what nothing is learnt", ({ judged, why }) => {
  expect(learnFrom(judged, chatterModel, now)).toEqual({
    outcome: "too little",
    why: expect.stringMatching(why),
  });
});

const example = (category: "service" | "sales", service: number) => ({
  category,
  said: service > 0.5 ? ("service" as const) : ("sales" as const),
  words: [],
  probabilities: { service, sales: 1 - service, chatter: 0 },
});

test("figures are the textbook's", () => {
  expect(
    figuresOf([
      example("service", 0.8),
      example("service", 0.4),
      example("sales", 0.2),
      example("sales", 0.3),
    ]),
  ).toEqual({ accuracy: 0.75, macroF1: 0.733, serviceRecall: 0.5, logLoss: 0.43 });
});

const feedback = (id: string, revision = 0) => ({
  mentionId: MentionId.parse(id),
  revision,
  category: "service" as const,
  by: "Ada",
  at: now.toISOString(),
});

test("feedback is read with its words covered; what was taken back or rewritten since teaches nothing", async () => {
  const shelf = { readAll: async () => [feedback("x:1"), feedback("x:2"), feedback("x:3"), feedback("x:4")] };
  const texts: Record<string, { text: string; revision: number }> = {
    "x:1": { text: "write to amara@example.com about it", revision: 0 },
    "x:2": { text: "", revision: 0 },
    "x:3": { text: "other words now", revision: 1 },
  };
  const loadMessage = async (id: string) => {
    const found = texts[id];
    if (found === undefined) return null;
    const mention = aMention({ id, ...found });
    return { kind: "mention", id, edition: 1, standing: null, conversationId: aHome, mention } as const;
  };
  expect(await readJudgedMentions(shelf, { loadMessage })).toEqual([
    { text: "write to [e-mail] about it", category: "service" },
  ]);
});
