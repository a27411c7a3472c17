/**
 * What a brand knows better than any model: its campaign's hashtag, its own testers, the word that always means trouble.
 * A rule says when it holds and what it decides. The first one that holds decides; what it leaves open is judged as
 * ever. Rules need no model, so they hold in every language and on the day a model is wrong.
 */
import * as z from "zod";
import { Category } from "./classification.ts";
import { foldText } from "./fold-text.ts";
import { ChannelId, TeamId } from "../ids.ts";

const listOf = <T extends z.ZodType>(shape: T) =>
  z.array(shape).min(1, "write at least one here, or leave this condition out").optional();

const Keyword = z
  .string()
  .refine(
    (keyword) => foldText(keyword) !== "",
    "an empty keyword is in every text: write a word or a phrase",
  );

const Hashtag = z
  .string()
  .regex(/^#?[\p{L}\p{M}\p{N}_]+$/u, "write a hashtag: letters, digits and underscores");

/** All of what is given must hold; of a list, any one. */
export const When = z
  .strictObject({
    /** Words or phrases of its text, as whole words, in capitals or not. */
    keywords: listOf(Keyword),
    /** With the # or without. */
    hashtags: listOf(Hashtag),
    /** By the platform's id, or by handle with the @ or without. */
    authors: listOf(z.string().regex(/[^@\s]/u, "write the platform's id of an author, or a handle")),
    channels: listOf(ChannelId),
    /** The platform's ids of threads. */
    threads: listOf(z.string().min(1, "write the platform's id of a thread")),
  })
  .refine(
    (when) => Object.keys(when).length > 0,
    "give a condition: keywords, hashtags, authors, channels or threads",
  );
export type When = z.infer<typeof When>;

const Decides = z
  .strictObject({
    category: Category.optional(),
    urgent: z.boolean().optional(),
    team: TeamId.optional(),
  })
  .refine((decides) => Object.keys(decides).length > 0, "say what it decides: category, urgent or team");

export const Rule = z.strictObject({
  /** As the reasons of what it decided show it. */
  name: z.string().trim().min(1, "give the rule a name: it is shown with what it decides").max(60),
  when: When,
  decides: Decides,
  /** Texts its keywords and hashtags must hold for, and must not: they are tried whenever the configuration is read. */
  examples: z
    .strictObject({ holds: z.array(z.string()).default([]), fails: z.array(z.string()).default([]) })
    .optional(),
});
export type Rule = z.infer<typeof Rule>;
