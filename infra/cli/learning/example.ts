import type { Category } from "../../../shared/domain/judging/classification.ts";
import type { Judged } from "../../../shared/learning/corrected.ts";
import { probabilitiesOf, type Probabilities } from "../../../shared/learning/corrected.ts";
import { wordsOf } from "../../../shared/learning/words-of.ts";

/** A text staff judged. */
export type JudgedText = { readonly text: string; readonly category: Category };

/** The same as something to learn from: what the model says of it, and what it is. */
export type Example = {
  readonly said: Category;
  readonly probabilities: Probabilities;
  readonly words: readonly number[];
  readonly category: Category;
};

export const exampleOf =
  (classify: (text: string) => Judged) =>
  ({ text, category }: JudgedText): Example => {
    const judgement = classify(text);
    return {
      said: judgement.category,
      probabilities: probabilitiesOf(judgement),
      words: wordsOf(text),
      category,
    };
  };
