import * as z from "zod";

export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  DEAD_LETTER_QUEUE_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
