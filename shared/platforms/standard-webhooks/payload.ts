/**
 * What a system without an adapter of its own may tell us: a review site, a forum, a shop's comments, the brand's own
 * app. `event.schema.json` beside this file is the same as a JSON Schema, for whoever writes the sender.
 */
import * as z from "zod";
import { isKnownTime } from "../json-fields.ts";

const Id = z
  .string()
  .regex(/^[\u0021-\u007E]{1,200}$/u)
  .describe(
    "The sender's id: 1 to 200 printable ASCII characters, no blanks. Ids of one channel must not repeat.",
  );
const Instant = z.iso
  .datetime({ offset: true })
  .refine((text) => isKnownTime(new Date(text)), "is no instant")
  .describe("An ISO 8601 instant with Z or an offset.");

const words = {
  text: z.string().describe("What was said, as plain text."),
  threadId: Id.optional().describe("What belongs together; the message's own id where there is no thread."),
  replyTo: Id.nullish().describe("The id of the message this one answers."),
  createdAt: Instant,
  public: z.boolean().default(true).describe("Whether anybody can read it, or only the two who speak."),
  permalink: z.url().nullish().describe("Where a responder can see and answer it."),
};

const Mention = z
  .object({
    ...words,
    id: Id,
    kind: z.enum(["mention", "reply", "quote", "comment", "message", "review"]).default("mention"),
    author: z
      .object({
        id: Id.describe("The same for the same person, always: it makes the conversation."),
        handle: z.string().max(200).nullish(),
        name: z.string().max(200).nullish(),
      })
      .describe("Who said it."),
    revision: z
      .int()
      .nonnegative()
      .default(0)
      .describe("0 for the original; a higher one replaces a lower one, in whatever order they arrive."),
  })
  .describe("Something a person said to or about the brand.");

const Reply = z
  .object({
    ...words,
    id: Id,
    toAuthorId: Id.nullish().describe("The author.id of the person it speaks to; needed in private."),
    automatic: z
      .boolean()
      .default(false)
      .describe("Whether a machine said it: then it answers nobody, and no clock stops."),
  })
  .describe("Something the brand said back.");

const Standing = z
  .object({ id: Id, at: Instant })
  .describe("What became of a message, and when: withdrawn by its author, hidden or shown by the brand.");

export const MentionEvent = z.object({ type: z.enum(["mention.created", "mention.edited"]), data: Mention });
export type MentionEvent = z.infer<typeof MentionEvent>;

export const ReplyEvent = z.object({ type: z.literal("reply.created"), data: Reply });
export type ReplyEvent = z.infer<typeof ReplyEvent>;

export const StandingEvent = z.object({
  type: z.enum(["message.withdrawn", "message.hidden", "message.shown"]),
  data: Standing,
});
export type StandingEvent = z.infer<typeof StandingEvent>;

/** Everything a sender may send; an event of any other type is counted and ignored. */
export const Event = z.discriminatedUnion("type", [MentionEvent, ReplyEvent, StandingEvent]);
