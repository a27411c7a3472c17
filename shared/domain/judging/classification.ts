import * as z from "zod";

/** What kind of thing a mention is: somebody needs help, somebody wants to buy, or everything else. */
export const Category = z.enum(["service", "sales", "chatter"]);
export type Category = z.infer<typeof Category>;

/** How somebody speaks of the brand. */
export const Sentiment = z.enum(["positive", "neutral", "negative"]);
export type Sentiment = z.infer<typeof Sentiment>;

/** Who said what a mention is: the model, a rule of the configuration by its name, or a person of the brand. */
const JudgedBy = z.discriminatedUnion("who", [
  z.strictObject({ who: z.literal("model") }),
  z.strictObject({ who: z.literal("rule"), rule: z.string().min(1) }),
  z.strictObject({ who: z.literal("staff") }),
]);

/** A category, how sure we are of it (0 to 1), and why, in words a responder understands. */
export const Classification = z.strictObject({
  category: Category,
  confidence: z.number().min(0).max(1),
  /** What it would be otherwise; null where nothing else was weighed. What is answered when in doubt has a likelier one. */
  runnerUp: z
    .strictObject({ category: Category, probability: z.number().min(0).max(1) })
    .nullable()
    .default(null),
  /** Somebody should look within the hour, whatever its category. */
  urgent: z.boolean().default(false),
  sentiment: Sentiment.default("neutral"),
  /** ISO 639-1, or `und` where nobody could tell. */
  language: z.string().min(2).default("und"),
  reasons: z.array(z.string()).min(1),
  judgedBy: JudgedBy.default({ who: "model" }),
});
export type Classification = z.infer<typeof Classification>;
