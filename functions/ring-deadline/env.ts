import * as z from "zod";

export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  DEADLINE_QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** Its own: Lambda tells a function how much of it is left, and not how much there is. */
  TIMEOUT_SECONDS: z.string().regex(/^\d+$/u),
});
export type Env = z.infer<typeof Env>;
