import * as z from "zod";

/** Where what was read is kept, and the secret that has the address of each feed, by the feed's name: a JSON object. */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  FEED_SECRET_IDS: z.string(),
});
export type Env = z.infer<typeof Env>;
