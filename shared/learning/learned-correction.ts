/**
 * What a deployment's own staff taught the classifier: small numbers that are added to what the shipped model says. A
 * file of a few kilobytes, named in the configuration, that ships with the functions which classify.
 */
import * as z from "zod";
import { Category } from "../domain/judging/classification.ts";

/** How many bins words are hashed into. */
export const bins = 512;

const Weights = z.record(Category, z.number());

export const LearnedCorrection = z.strictObject({
  learnedAt: z.iso.datetime(),
  /** How many judgements of staff it was learnt from. */
  examples: z.int().positive(),
  /** How far the model's own word counts: 1 leaves it as it is. */
  trust: z.number().positive(),
  bias: Weights,
  /** By bin; a bin that says nothing is left out. */
  words: z.record(
    z.string().refine((bin) => /^\d+$/u.test(bin) && Number(bin) < bins, "is no bin of words"),
    Weights,
  ),
});
export type LearnedCorrection = z.infer<typeof LearnedCorrection>;
