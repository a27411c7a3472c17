import type { Category } from "../domain/judging/classification.ts";

/** What was answered, and what it cost. Null for an answer that is not one plain category. */
export type Opinion = { readonly category: Category | null; readonly microdollars: number };

/** Somebody outside who can be asked what a text is, for money. */
export type Adviser = {
  /** What asking may cost at the very most, in millionths of a dollar. */
  readonly atMost: (text: string) => number;
  /** Rejects when nobody answers in time. */
  readonly ask: (text: string) => Promise<Opinion>;
};
