/** Ids that could be swapped for one another by mistake are branded, so that the compiler refuses it. */
import * as z from "zod";

/** `<platform>:<platformId>`; the first id of an edit chain, so every edit of a post has the same one. */
export const MentionId = z
  .string()
  .regex(/^[a-z-]+:.+$/u)
  .brand("MentionId");
export type MentionId = z.infer<typeof MentionId>;

/** `<platform>:<platformId>` of something the brand said. */
export const ReplyId = z
  .string()
  .regex(/^[a-z-]+:.+$/u)
  .brand("ReplyId");
export type ReplyId = z.infer<typeof ReplyId>;

/** `<platform>:<threadId>:<authorId>`: derived, so every copy of an event finds the same conversation. */
export const ConversationId = z.string().min(1).brand("ConversationId");
export type ConversationId = z.infer<typeof ConversationId>;

/** A key of `channels` in the pipeline's configuration, and the last part of its webhook's URL. */
export const ChannelId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u)
  .brand("ChannelId");
export type ChannelId = z.infer<typeof ChannelId>;

/** A key of `teams` in the pipeline's configuration. */
export const TeamId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u)
  .brand("TeamId");
export type TeamId = z.infer<typeof TeamId>;
