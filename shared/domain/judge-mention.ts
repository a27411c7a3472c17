/**
 * What a mention is, who answers it and how soon. A rule of the configuration speaks first; what it leaves open is told
 * from the text. Where the text alone is not enough, it goes to the people who take what is unsure. Service is special:
 * a complaint in the wrong place is answered by nobody, so what may well be service is service, even where another
 * category is a little likelier.
 */
import type { Category, Classification, Sentiment } from "./classification.ts";
import { findRule, type Judged } from "./find-rule.ts";
import type { Judgement } from "./judgement.ts";
import { route, routeTo, type Routing } from "./route.ts";
import type { Rule } from "./rule.ts";

/** What the domain asks of whoever reads a text. */
export type ReadText = {
  readonly category: Category;
  readonly probabilities: Readonly<Record<Category, number>>;
  readonly urgent: boolean;
  readonly sentiment: Sentiment;
  readonly language: string;
  readonly reasons: readonly string[];
};

type Judging = {
  readonly mention: Judged;
  /** Null where nothing reads texts: then rules alone decide, and everything else is unsure. */
  readonly read: ReadText | null;
  readonly rules: readonly Rule[];
  readonly routing: Routing;
};

export const judgeMention = ({ mention, read, rules, routing }: Judging): Judgement => {
  const told = read === null ? nothingRead : fromText(read, routing);
  const rule = findRule(mention, rules);
  if (rule === null) return explained(route(told, routing), routing);
  const ruled = withRule(told, rule);
  const { team } = rule.decides;
  return team === undefined ? explained(route(ruled, routing), routing) : routeTo(ruled, team, routing);
};

/** Whoever reads it should take it for the worst it may be. */
const nothingRead: Classification = {
  category: "service",
  confidence: 0,
  runnerUp: null,
  urgent: false,
  sentiment: "neutral",
  language: "und",
  reasons: ["nothing has read its text"],
  judgedBy: { who: "model" },
};

const fromText = (read: ReadText, { unsureBelow }: Routing): Classification => {
  const { probabilities, urgent, sentiment, language, reasons } = read;
  const isServiceInDoubt =
    read.category !== "service" && hundredths(probabilities.service) >= unsureBelow.service;
  const category = isServiceInDoubt ? "service" : read.category;
  const runnerUp = likeliest(probabilities, category);
  return {
    category,
    confidence: hundredths(probabilities[category]),
    runnerUp: { category: runnerUp, probability: hundredths(probabilities[runnerUp]) },
    urgent,
    sentiment,
    language,
    reasons: isServiceInDoubt
      ? [`may be service (${percent(probabilities.service)}), and is answered when in doubt`, ...reasons]
      : reasons.length > 0
        ? [...reasons]
        : ["nothing stands out"],
    judgedBy: { who: "model" },
  };
};

/** A rule is sure of what it decides, and says its name. */
const withRule = (told: Classification, { name, decides }: Rule): Classification => {
  const { category, urgent = told.urgent } = decides;
  const because = `the rule “${name}”`;
  if (category === undefined) return { ...told, urgent, reasons: [because, ...told.reasons] };
  return {
    ...told,
    category,
    confidence: 1,
    runnerUp: null,
    urgent,
    reasons: [because],
    judgedBy: { who: "rule", rule: name },
  };
};

/** What is unsure says so first: whoever takes it should know why it came. */
const explained = (judgement: Judgement, { unsureBelow }: Routing): Judgement => {
  const { classification } = judgement;
  const { category, confidence, reasons } = classification;
  if (confidence >= unsureBelow[category]) return judgement;
  const unsure = `too unsure to say: ${category} ${percent(confidence)}`;
  return { ...judgement, classification: { ...classification, reasons: [unsure, ...reasons] } };
};

const likeliest = (probabilities: ReadText["probabilities"], but: Category): Category => {
  const others = (["service", "sales", "chatter"] as const).filter((category) => category !== but);
  return others.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best));
};

const hundredths = (probability: number): number => Math.round(probability * 100) / 100;
const percent = (probability: number): string => `${Math.round(probability * 100)} %`;
