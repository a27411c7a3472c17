import * as z from "zod";
import { ChannelId, ConversationId, MentionId } from "../ids.ts";
import { opaque } from "../opaque.ts";
import { Platform } from "../platform.ts";

/** Who wrote a mention. `id` is the platform's; a platform may hide it, then it is `unknown-<platformId>`. */
export const Author = z.strictObject({
  id: z.string().min(1),
  handle: z.string().nullable(),
  name: z.string().nullable(),
  /** How many people follow them, where the platform says so: the power of ten, as the rest counts for nothing. */
  followers: z.int().nonnegative().optional(),
});
export type Author = z.infer<typeof Author>;

/** 10,000 of 48,211 followers: copies told at different moments say the same. */
export const powerOfTen = (count: number): number => (count < 1 ? 0 : 10 ** (String(count).length - 1));

/** One thing a person said to or about the brand, normalised and immutable. */
export const Mention = z.strictObject({
  id: MentionId,
  platform: Platform,
  channelId: ChannelId,
  kind: z.enum(["mention", "reply", "quote", "comment", "message", "review"]),
  /** What the person wrote, entities unescaped once, leading reply handles taken off. */
  text: z.string(),
  author: Author,
  /** The platform's thread: an X conversation, a Facebook post; in private, the two who speak in it. */
  threadId: z.string().min(1),
  /** The platform's id of what this answers. */
  replyTo: z.string().nullable(),
  /** The platform's creation time. */
  createdAt: z.iso.datetime(),
  /** When our webhook received it. */
  receivedAt: z.iso.datetime(),
  /** 0 for the original; a higher revision replaces a lower one, in whatever order they arrive. */
  revision: z.int().nonnegative(),
  public: z.boolean(),
  /** Whether the platform lets the brand answer it from here. */
  replyable: z.boolean(),
  permalink: z.url().nullable(),
});
export type Mention = z.infer<typeof Mention>;

/** Where people go by a number that says nothing about them; elsewhere it may be their phone or their handle. */
const numbered: ReadonlySet<Platform> = new Set(["x", "facebook"]);

/** The conversation a mention belongs to: one author in one thread. */
export const conversationIdOf = ({
  platform,
  threadId,
  author,
}: Pick<Mention, "platform" | "threadId"> & { readonly author: Pick<Author, "id"> }): ConversationId => {
  const both = `${threadId}:${author.id}`;
  return ConversationId.parse(`${platform}:${numbered.has(platform) ? both : opaque(both)}`);
};

const latenessSeconds = 300;

/** Whether the platform told us so late (a retry, a replay, an outage of its own) that staff should know it. */
export const isLate = ({ createdAt, receivedAt }: Pick<Mention, "createdAt" | "receivedAt">): boolean =>
  Date.parse(receivedAt) - Date.parse(createdAt) > latenessSeconds * 1000;
