import * as z from "zod";

/** What kind of thing a mention is: somebody needs help, somebody wants to buy, or everything else. */
export const Category = z.enum(["service", "sales", "chatter"]);
export type Category = z.infer<typeof Category>;

/** A category, how sure we are of it (0 to 1), and why, in words a responder understands. */
export const Classification = z.strictObject({
  category: Category,
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.string()).min(1),
});
export type Classification = z.infer<typeof Classification>;
