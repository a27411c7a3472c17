/**
 * A message on the intake queue: the platform's body as its signature covered it, so that a parser of tomorrow can
 * read what today's cannot. What is not for the parser travels in message attributes of these names; others (why it
 * once died) are passed over, so that a message put back by hand is taken like any other.
 */
import * as z from "zod/mini";

export const ReceivedWebhook = z.object({
  channelId: z.string(),
  receivedAt: z.iso.datetime(),
  /** How the message body carries the bytes: SQS takes no control characters, and no more than 1 MiB. */
  encoding: z.enum(["text", "base64", "gzip-base64"]),
  /** `1/1`; more parts when one entry alone is over the limit even compressed. */
  part: z.string(),
});
export type ReceivedWebhook = z.infer<typeof ReceivedWebhook>;
