import { categories } from "../outputs.ts";
import type { Figures, Rates } from "./figures.ts";

const two = (figure: number): string => figure.toFixed(3);
const line = (name: string, { precision, recall, f1 }: Rates): string =>
  `${name.padEnd(10)} precision ${two(precision)}  recall ${two(recall)}  F1 ${two(f1)}`;

/** The figures as lines a person reads. */
export const figureLines = (figures: Figures): string[] => [
  `${figures.posts} posts, macro-F1 ${two(figures.macroF1)}, calibration error ${two(figures.calibrationError)}, sentiment right ${two(figures.sentimentAccuracy)}, language right ${two(figures.languageAccuracy)}`,
  ...categories.map((category) => line(category, figures.categories[category])),
  line("urgent", figures.urgency),
  "",
  `${"is \\ taken for".padEnd(16)}${categories.map((name) => name.padStart(9)).join("")}`,
  ...categories.map(
    (label) =>
      `${label.padEnd(16)}${categories.map((as) => String(figures.confusion[label][as]).padStart(9)).join("")}`,
  ),
];
