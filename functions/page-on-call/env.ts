import * as z from "zod";

/**
 * Where conversations are, the topics and secrets of those destinations that have one, by destination name, and where
 * the links in pages lead and what signs them.
 */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  DEAD_LETTER_QUEUE_URL: z.url(),
  PAGE_TOPIC_ARNS: z.string(),
  DESTINATION_SECRET_IDS: z.string(),
  LINK_SECRET_ID: z.string().min(1),
  ANSWER_PAGE_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
