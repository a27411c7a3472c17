/** How good judgements are, in figures, against what somebody labelled. */
import type { Category } from "../../domain/judging/classification.ts";
import { categories } from "../outputs.ts";
import type { TextJudgement } from "../text-judgement.ts";

type Label = Pick<TextJudgement, "category" | "urgent" | "sentiment" | "language">;
export type Judged = { readonly label: Label; readonly judgement: TextJudgement };

export type Rates = { readonly precision: number; readonly recall: number; readonly f1: number };

export type Figures = {
  readonly posts: number;
  readonly macroF1: number;
  readonly categories: Readonly<Record<Category, Rates>>;
  readonly urgency: Rates;
  /** The average distance between what was said to be likely and what came true, over ten bands of confidence. */
  readonly calibrationError: number;
  readonly sentimentAccuracy: number;
  readonly languageAccuracy: number;
  /** How many posts of a category (first key) were taken for which (second). */
  readonly confusion: Readonly<Record<Category, Readonly<Record<Category, number>>>>;
};

export const figuresOf = (judged: readonly Judged[]): Figures => {
  const count = (is: (one: Judged) => boolean): number => judged.filter(is).length;
  const taken = (label: Category, as: Category): number =>
    count((one) => one.label.category === label && one.judgement.category === as);
  const byCategory = record((category) =>
    rates(
      taken(category, category),
      count(({ judgement }) => judgement.category === category),
      count(({ label }) => label.category === category),
    ),
  );
  return {
    posts: judged.length,
    macroF1: categories.reduce((sum, category) => sum + byCategory[category].f1, 0) / categories.length,
    categories: byCategory,
    urgency: rates(
      count(({ label, judgement }) => label.urgent && judgement.urgent),
      count(({ judgement }) => judgement.urgent),
      count(({ label }) => label.urgent),
    ),
    calibrationError: calibrationErrorOf(judged),
    sentimentAccuracy: share(
      count(({ label, judgement }) => label.sentiment === judgement.sentiment),
      judged.length,
    ),
    languageAccuracy: share(
      count(({ label, judgement }) => label.language === judgement.language),
      judged.length,
    ),
    confusion: record((label) => record((as) => taken(label, as))),
  };
};

const record = <Value>(of: (category: Category) => Value): Record<Category, Value> => ({
  service: of("service"),
  sales: of("sales"),
  chatter: of("chatter"),
});

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const rates = (right: number, said: number, there: number): Rates => {
  const precision = share(right, said);
  const recall = share(right, there);
  return { precision, recall, f1: share(2 * precision * recall, precision + recall) };
};

const bands = 10;

const calibrationErrorOf = (judged: readonly Judged[]): number => {
  const byBand = Map.groupBy(judged, ({ judgement }) =>
    Math.min(bands - 1, Math.floor(judgement.confidence * bands)),
  );
  return [...byBand.values()].reduce((sum, band) => {
    const said = band.reduce((total, { judgement }) => total + judgement.confidence, 0) / band.length;
    const cameTrue = share(
      band.filter(({ label, judgement }) => label.category === judgement.category).length,
      band.length,
    );
    return sum + (band.length / judged.length) * Math.abs(said - cameTrue);
  }, 0);
};
