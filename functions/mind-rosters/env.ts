import * as z from "zod";

/** Where conversations are, and the topics and secrets of those destinations that have one, by destination name. */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  PAGE_TOPIC_ARNS: z.string(),
  DESTINATION_SECRET_IDS: z.string(),
});
export type Env = z.infer<typeof Env>;
