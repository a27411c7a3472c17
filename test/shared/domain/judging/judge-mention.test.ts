import { describe, expect, test } from "vitest";
import { Classification } from "../../../../shared/domain/judging/classification.ts";
import { judgeMention, type ReadText } from "../../../../shared/domain/judging/judge-mention.ts";
import type { Mention } from "../../../../shared/domain/messages/mention.ts";
import { Rule } from "../../../../shared/domain/judging/rule.ts";
import type { SlaPolicy } from "../../../../shared/domain/promises/policy-shape.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aRouting, somePromises } from "../../../builders/a-routing.ts";
import { aTextJudgement } from "../../../builders/a-text-judgement.ts";

const chatter = aTextJudgement("chatter");

type Setting = { readonly mention?: Mention; readonly read?: ReadText | null; readonly rules?: unknown[] };

const judge = ({ mention = aMention(), read = chatter, rules = [] }: Setting) =>
  judgeMention({
    mention,
    read,
    rules: rules.map((rule) => Rule.parse(rule)),
    routing: aRouting(),
  });

describe("told from the text", () => {
  test("a mention is what the model says, and keeps all it says of it", () => {
    const read = aTextJudgement("sales", { urgent: true, sentiment: "positive", language: "fr" });
    expect(judge({ read })).toMatchObject({
      team: "shop",
      classification: {
        category: "sales",
        confidence: 0.9,
        runnerUp: { category: "service", probability: 0.05 },
        urgent: true,
        sentiment: "positive",
        language: "fr",
        judgedBy: { who: "model" },
      },
    });
  });

  test.each([
    {
      service: 0.42,
      chatter: 0.5,
      sales: 0.08,
      to: "care",
      because: "may be service (42 %), and is answered when in doubt",
    },
    { service: 0.39, chatter: 0.53, sales: 0.08, to: "fans", because: "a test" },
    { service: 0.3, chatter: 0.45, sales: 0.25, to: "ask", because: "too unsure to say: chatter 45 %" },
    { service: 0.41, chatter: 0.3, sales: 0.29, to: "care", because: "a test" },
  ])("service $service and chatter $chatter go to $to", ({ to, because, ...probabilities }) => {
    const category = probabilities.service > probabilities.chatter ? "service" : "chatter";
    const judged = judge({ read: aTextJudgement(category, { probabilities }) });
    expect(judged.team).toBe(to);
    expect(judged.classification.reasons[0]).toBe(because);
  });

  test("what is urgent and unsure has the urgent time of whoever takes what is unsure", () => {
    const probabilities = { service: 0.3, sales: 0.3, chatter: 0.4 };
    const read = aTextJudgement("chatter", { probabilities, urgent: true });
    const urgent: SlaPolicy = {
      name: "urgent and unsure",
      when: { urgent: true, teams: ["ask"] },
      targets: { firstReply: { seconds: 60 } },
    };
    const promises = somePromises({ policies: [urgent, ...somePromises().policies] });
    const { policy } = judgeMention({
      mention: aMention(),
      read,
      rules: [],
      routing: aRouting({ promises }),
    });
    expect(policy.targets.firstReply?.seconds).toBe(60);
    expect(policy.because).toEqual(["urgent", "team ask"]);
  });
});

describe("told by a rule", () => {
  const lawyers = {
    name: "lawyers",
    when: { keywords: ["my lawyer", "court"] },
    decides: { category: "service", urgent: true },
  };

  test("it is sure, says its name, and needs no model", () => {
    const mention = aMention({ text: "You will hear from MY  LAWYER." });
    for (const read of [chatter, null])
      expect(judge({ mention, read, rules: [lawyers] })).toMatchObject({
        team: "care",
        classification: {
          category: "service",
          confidence: 1,
          urgent: true,
          reasons: ["the rule “lawyers”"],
          judgedBy: { who: "rule", rule: "lawyers" },
        },
      });
  });

  test("the first that holds decides", () => {
    const mention = aMention({ text: "see you in court #launch" });
    const launch = { name: "launch", when: { hashtags: ["launch"] }, decides: { category: "chatter" } };
    expect(judge({ mention, rules: [launch, lawyers] }).team).toBe("fans");
    expect(judge({ mention, rules: [lawyers, launch] }).team).toBe("care");
  });

  test("what it leaves open is told from the text, and both give their reasons", () => {
    const rule = { name: "our testers", when: { authors: ["@Amara"] }, decides: { team: "shop" } };
    expect(judge({ rules: [rule] })).toMatchObject({
      team: "shop",
      classification: { category: "chatter", reasons: ["the rule “our testers”", "a test"] },
    });
  });

  test("without a model and without a rule, a person has to look", () => {
    expect(judge({ read: null, rules: [lawyers] })).toMatchObject({
      team: "ask",
      classification: { confidence: 0 },
    });
  });

  test.each([
    [{ keywords: ["order"] }, true],
    [{ keywords: ["ord"] }, false],
    [{ keywords: ["hasn’t arrived"] }, true],
    [{ keywords: ["nothing", "ORDER"] }, true],
    [{ hashtags: ["order"] }, false],
    [{ hashtags: ["#Summer_26"] }, true],
    [{ hashtags: ["summer"] }, false],
    [{ keywords: ["😡"] }, true],
    [{ keywords: ["注文"] }, true],
    [{ authors: ["77"] }, true],
    [{ authors: ["amara"] }, true],
    [{ authors: ["somebody"] }, false],
    [{ channels: ["x"] }, true],
    [{ channels: ["facebook"] }, false],
    [{ threads: ["1001"] }, true],
    [{ keywords: ["order"], channels: ["facebook"] }, false],
  ])("%j holds: %s", (when, holds) => {
    const mention = aMention({ text: "@brand my Order hasn't arrived 😡😡 #summer_26 私の注文です" });
    const rules = [{ name: "it", when, decides: { urgent: true } }];
    expect(judge({ mention, rules }).classification.urgent).toBe(holds);
  });

  test("a hundred thousand of one letter take no time", () => {
    const mention = aMention({ text: "a".repeat(100_000) });
    const started = performance.now();
    judge({ mention, rules: [{ name: "it", when: { keywords: ["a", "aaa"] }, decides: { urgent: true } }] });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test("a head from before mentions were judged so fully is still one", () => {
  expect(Classification.parse({ category: "service", confidence: 0.9, reasons: ["because"] })).toMatchObject({
    urgent: false,
    sentiment: "neutral",
    language: "und",
    runnerUp: null,
    judgedBy: { who: "model" },
  });
});
