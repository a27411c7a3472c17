/**
 * What a mention is, who answers it and what it is promised. A rule of the configuration speaks first; what it leaves
 * open is told from the text. Where the text alone is not enough, it goes to the people who take what is unsure. Service
 * is special: a complaint in the wrong place is answered by nobody, so what may well be service is service, even where
 * another category is a little likelier.
 */
import type { Category, Classification, Sentiment } from "./classification.ts";
import { findRule, type Judged } from "./find-rule.ts";
import type { Judgement } from "./judgement.ts";
import type { Promised } from "../promises/policy-facts.ts";
import { inHands, route, routeTo, type Routing } from "./route.ts";
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
  readonly mention: Judged & Promised;
  /** Null where nothing reads texts: then rules alone decide, and everything else is unsure. */
  readonly read: ReadText | null;
  readonly rules: readonly Rule[];
  readonly routing: Routing;
};

export const judgeMention = ({ mention, read, rules, routing }: Judging): Judgement => {
  const told = read === null ? nothingRead : fromText(read, routing);
  const rule = findRule(mention, rules);
  const ruled = rule === null ? told : withRule(told, rule);
  const sentTo = rule?.decides.team;
  const team = sentTo === undefined ? route(ruled, routing) : routeTo(sentTo, routing);
  const classification = sentTo === undefined ? explained(ruled, routing) : ruled;
  return inHands(mention, { classification, team }, routing);
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
const explained = (classification: Classification, { unsureBelow }: Routing): Classification => {
  const { category, confidence, reasons } = classification;
  if (confidence >= unsureBelow[category]) return classification;
  return {
    ...classification,
    reasons: [`too unsure to say: ${category} ${percent(confidence)}`, ...reasons],
  };
};

const likeliest = (probabilities: ReadText["probabilities"], but: Category): Category => {
  const others = (["service", "sales", "chatter"] as const).filter((category) => category !== but);
  return others.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best));
};

const hundredths = (probability: number): number => Math.round(probability * 100) / 100;
const percent = (probability: number): string => `${Math.round(probability * 100)} %`;
