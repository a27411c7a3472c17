import * as z from "zod";
import { ChannelId } from "../domain/ids.ts";

/**
 * A message on the intake queue. The body is the platform's, as its signature covered it, so that a parser of tomorrow
 * can read it; what is not for the parser travels in message attributes under these names.
 */
export const ReceivedWebhook = z.strictObject({
  channelId: ChannelId,
  receivedAt: z.iso.datetime(),
  /** How the message body carries the bytes: SQS takes no control characters, and no more than 1 MiB. */
  encoding: z.enum(["text", "base64", "gzip-base64"]),
});
export type ReceivedWebhook = z.infer<typeof ReceivedWebhook>;
