import * as z from "zod";
import { Classification } from "../judging/classification.ts";
import { ClockMove } from "../clocks/clock-move.ts";
import { Clock } from "../clocks/clock.ts";
import { ConversationEvent } from "./conversation-event.ts";
import { Escalation, Page } from "../escalation/escalation.ts";
import { HeardMention } from "./heard-mention.ts";
import { ChannelId, ConversationId, MentionId, ReplyId, TeamId } from "../ids.ts";
import { Platform } from "../platform.ts";
import { Status } from "../promises/policy-shape.ts";
import { Reclassification } from "../judging/reclassification.ts";

/** What the head remembers of a reply. */
export const HeardReply = z.strictObject({ id: ReplyId, createdAt: z.iso.datetime() });
export type HeardReply = z.infer<typeof HeardReply>;

/** Something a responder did with a conversation, and when. */
const Handling = z.strictObject({ by: z.string().min(1), at: z.iso.datetime() });

/**
 * The mentions and replies of one author in one thread: the unit that has a team, clocks and a responder.
 * Its text is not here; it lives with the messages, so that withdrawing a message is one write.
 */
export const Conversation = z.strictObject({
  id: ConversationId,
  /** Grows by one with every commit; a commit succeeds only on the version that was loaded. */
  version: z.int().nonnegative(),
  platform: Platform,
  channelId: ChannelId,
  threadId: z.string().min(1),
  authorId: z.string().min(1),
  /** `closed`: somebody said it is done, until its author goes on. `withdrawn`: all they said was taken back. */
  status: Status,
  team: TeamId,
  classification: Classification,
  /** Who judged it last, where it was not the classifier alone; graver words may have overruled them since. */
  reclassified: Reclassification.optional(),
  /** The mention it goes by, the gravest; left out while there is only one. */
  classifiedFrom: MentionId.optional(),
  clocks: z.array(Clock),
  /** The next instant at which something must be decided about this conversation; null when nothing is left. */
  dueAt: z.iso.datetime().nullable(),
  /** The version whose commit set `dueAt`: only that commit has to arm the timer. */
  dueSinceVersion: z.int().nonnegative(),
  /** Both in the order they were written, whatever the order they arrived in. */
  mentions: z.array(HeardMention).min(1),
  replies: z.array(HeardReply),
  /** Who took it upon themselves to answer, and who said it is done, in the order it happened. */
  claims: z.array(Handling).min(1).optional(),
  closings: z.array(Handling).min(1).optional(),
  /** Due times that were computed anew because somebody asked for it. */
  moves: z.array(ClockMove).min(1).optional(),
  pages: z.array(Page),
  /** How it is handed up, where it ever was. */
  escalation: Escalation.optional(),
  /** What the last commit has to tell; published from the table's stream. */
  events: z.array(ConversationEvent),
});
export type Conversation = z.infer<typeof Conversation>;

/** An event's id: the same for every copy of it that the stream ever delivers. */
export const eventIdOf = (conversation: Pick<Conversation, "id" | "version">, index: number): string =>
  `${conversation.id}:${conversation.version}:${index}`;
