/** Ids that could be swapped for one another by mistake are branded, so that the compiler refuses it. */
import * as z from "zod";

const key = "use lower-case letters, digits and dashes, starting with a letter";

/** `<platform>:<platformId>` of something that was said, whoever said it. */
export const MessageId = z
  .string()
  .regex(/^[a-z-]+:.+$/u, "write an id like x:1001")
  .brand("MessageId");
export type MessageId = z.infer<typeof MessageId>;

/** What a person said; the first id of an edit chain, so every edit of a post has the same one. */
export const MentionId = MessageId.brand("MentionId");
export type MentionId = z.infer<typeof MentionId>;

/** What the brand said. */
export const ReplyId = MessageId.brand("ReplyId");
export type ReplyId = z.infer<typeof ReplyId>;

/**
 * `<platform>:<threadId>:<authorId>`, the latter two made opaque where they may show a phone number or a handle:
 * derived, so every copy of an event finds the same conversation, and fit for logs and pages.
 */
export const ConversationId = z.string().min(1).brand("ConversationId");
export type ConversationId = z.infer<typeof ConversationId>;

/** A key of `channels` in the pipeline's configuration, and the last part of its webhook's URL. */
export const ChannelId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, key)
  .brand("ChannelId");
export type ChannelId = z.infer<typeof ChannelId>;

/** A key of `teams` in the pipeline's configuration. */
export const TeamId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, key)
  .brand("TeamId");
export type TeamId = z.infer<typeof TeamId>;

/** A person who may be woken, and may reply: a key of the people in the pipeline's configuration. */
export const ResponderId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, key)
  .brand("ResponderId");
export type ResponderId = z.infer<typeof ResponderId>;
