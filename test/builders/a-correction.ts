import type { Correction } from "../../shared/domain/judging/reclassify.ts";

/** What Ada says a mention is. */
export const aCorrection = (changes: Partial<Correction> = {}): Correction => ({
  source: "staff",
  by: "Ada",
  category: "sales",
  confidence: 1,
  ...changes,
});
