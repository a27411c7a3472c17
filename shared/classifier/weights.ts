import * as z from "zod";
import { outputCount } from "./outputs.ts";

/** The file the training writes and the model reads. Checked when it is written; a function trusts its own bundle. */
export const Weights = z.object({
  /** How much words, letters and cues weigh against each other. */
  shares: z.object({ words: z.number(), letters: z.number(), cues: z.number() }),
  /** What each output starts from. */
  biases: z.array(z.number()).length(outputCount),
  /** What one step of a byte is worth, by output. */
  scales: z.array(z.number()).length(outputCount),
  cues: z.array(z.array(z.number()).length(outputCount)),
  /** Distances between the buckets that have weights, seven bits a byte; base64. */
  buckets: z.base64(),
  /** A signed byte for each output of each bucket; base64. */
  rows: z.base64(),
  calibration: z.object({
    category: z.object({ slope: z.number(), shifts: z.array(z.number()).length(3) }),
    urgent: z.object({ slope: z.number(), shift: z.number() }),
    sentiment: z.object({ slope: z.number(), shifts: z.array(z.number()).length(3) }),
    /** By how much service is preferred, and from which probability a post is called urgent. */
    serviceFavour: z.number(),
    urgentFrom: z.number(),
  }),
});
export type Weights = z.infer<typeof Weights>;
