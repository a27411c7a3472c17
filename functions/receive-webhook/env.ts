import * as z from "zod/mini";

/** Where verified webhooks go, and the secret of each channel, by channel id. */
export const Env = z.object({
  INTAKE_QUEUE_URL: z.url(),
  CHANNEL_SECRET_IDS: z.string(),
});
export type Env = z.infer<typeof Env>;
