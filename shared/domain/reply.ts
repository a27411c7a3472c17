import * as z from "zod";
import { ChannelId, ReplyId } from "./ids.ts";
import { Platform } from "./platform.ts";

/** What the brand said back, whoever sent it and from wherever: our console or the platform's own app. */
export const Reply = z.strictObject({
  id: ReplyId,
  platform: Platform,
  channelId: ChannelId,
  text: z.string(),
  threadId: z.string().min(1),
  /** The platform's id of the mention this answers; null for a post of the brand that answers nobody. */
  replyTo: z.string().nullable(),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  permalink: z.url().nullable(),
});
export type Reply = z.infer<typeof Reply>;
