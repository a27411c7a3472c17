import * as z from "zod";
import { ChannelId, MessageId, ReplyId, type ConversationId } from "../ids.ts";
import { conversationIdOf } from "./mention.ts";
import { Platform } from "../platform.ts";

/** What the brand said back, whoever sent it and from wherever: our console or the platform's own app. */
export const Reply = z.strictObject({
  id: ReplyId,
  platform: Platform,
  channelId: ChannelId,
  text: z.string(),
  threadId: z.string().min(1),
  /** The platform's id of the mention this answers; null for a post of the brand that answers nobody. */
  replyTo: z.string().nullable(),
  /** The platform's id of the person it speaks to, where the platform says so: in private it always does. */
  toAuthorId: z.string().min(1).nullable(),
  public: z.boolean(),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  permalink: z.url().nullable(),
});
export type Reply = z.infer<typeof Reply>;

/** The key of the mention a reply answers; null for one that names none. */
export const answeredMessageId = ({ platform, replyTo }: Reply): MessageId | null =>
  replyTo === null ? null : MessageId.parse(`${platform}:${replyTo}`);

/** The conversation a reply joins by whom it speaks to and where; null where the platform does not say whom. */
export const addressedConversationId = ({ platform, threadId, toAuthorId }: Reply): ConversationId | null =>
  toAuthorId === null ? null : conversationIdOf({ platform, threadId, author: { id: toAuthorId } });
