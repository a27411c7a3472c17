import * as z from "zod";

/** Where everything is, and by channel id the secret its webhooks are signed with and the one its API wants to see. */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  EVENT_BUS_NAME: z.string().min(1),
  INTAKE_QUEUE_URL: z.url(),
  WEBHOOK_URL: z.url(),
  CHANNEL_SECRET_IDS: z.string(),
  ACCESS_SECRET_IDS: z.string(),
});
export type Env = z.infer<typeof Env>;
