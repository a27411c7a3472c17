import * as z from "zod";

/** Where conversations are, where pages go, and the secret of each webhook destination, by destination name. */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  DEAD_LETTER_QUEUE_URL: z.url(),
  PAGE_TOPIC_ARN: z.string().startsWith("arn:"),
  DESTINATION_SECRET_IDS: z.string(),
});
export type Env = z.infer<typeof Env>;
