import { classify } from "../classify.ts";
import { readCorpus } from "../training/labelled-post.ts";
import { figuresOf, type Judged } from "./figures.ts";
import { figureLines } from "./print-figures.ts";

/** The figures of a folder of labelled posts, whole and voice by voice. */
export const evaluatePart = (folder: string): string[] => {
  const judged = readCorpus(folder).map(({ voice, text, ...label }): Judged & { readonly voice: string } => ({
    voice,
    label,
    judgement: classify(text),
  }));
  const voices = [...Map.groupBy(judged, ({ voice }) => voice)].map(
    ([voice, of]) => `  ${voice.padEnd(24)} macro-F1 ${figuresOf(of).macroF1.toFixed(3)} of ${of.length}`,
  );
  return [...figureLines(figuresOf(judged)), "", "by voice:", ...voices];
};
