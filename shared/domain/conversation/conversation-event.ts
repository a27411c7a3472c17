/**
 * What a commit tells the world. The head item carries these until the stream hands them to `relay-events`, which
 * publishes each under the contract of the same name in `shared/contracts`. They name messages by id, never by text.
 */
import * as z from "zod";
import { Classification } from "../judging/classification.ts";
import { ClockMove } from "../clocks/clock-move.ts";
import { Clock, RingingClock } from "../clocks/clock.ts";
import { MentionId, ReplyId, TeamId } from "../ids.ts";

/**
 * What happened to a mention that was routed: its author had it `edited` or `withdrawn`, the brand's moderators have it
 * `hidden` or `shown` again, or another copy of it `completed` what we know (its kind, or that it may be answered). `re-classified`
 * tells a team that it is another team's now.
 */
export const ConversationChange = z.enum([
  "edited",
  "completed",
  "withdrawn",
  "hidden",
  "shown",
  "re-classified",
]);
export type ConversationChange = z.infer<typeof ConversationChange>;

/** Whether anybody was paged about it: they are told that they need not look any more. */
const paged = z.literal(true).optional();

/** Whether somebody waited for an answer until this happened, and nobody does any more. */
const nobodyWaits = z.literal(true).optional();

export const ConversationEvent = z.discriminatedUnion("type", [
  /** A mention is in a team's hands: for the first time, or because somebody judged it anew. */
  z.strictObject({
    type: z.literal("MentionRouted"),
    mentionId: MentionId,
    team: TeamId,
    /** What this mention was found to be, where it is not what opened the conversation. */
    classification: Classification.nullable(),
    dueAt: z.iso.datetime().nullable(),
  }),
  /** Something about the conversation changed that its team should see. */
  z.strictObject({
    type: z.literal("ConversationUpdated"),
    team: TeamId,
    mentionId: MentionId,
    change: ConversationChange,
    paged,
    nobodyWaits,
  }),
  /** The brand answered, from wherever; `clocks` says what that did to the customer's clocks. */
  z.strictObject({
    type: z.literal("ConversationAnswered"),
    team: TeamId,
    replyId: ReplyId,
    answeredAt: z.iso.datetime(),
    clocks: z.array(Clock),
    paged,
    nobodyWaits,
  }),
  /** A clock is about to run out. */
  z.strictObject({
    type: z.literal("DeadlineWarned"),
    team: TeamId,
    clock: RingingClock,
    mentionId: MentionId,
  }),
  /** A clock ran out: somebody must be woken. `arrivedLate`: it had before we could hear of it. */
  z.strictObject({
    type: z.literal("DeadlineBreached"),
    team: TeamId,
    clock: RingingClock,
    mentionId: MentionId,
    arrivedLate: z.literal(true).optional(),
  }),
  /** Somebody took it upon themselves to answer. */
  z.strictObject({
    type: z.literal("ConversationAcknowledged"),
    team: TeamId,
    by: z.string().min(1),
    acknowledgedAt: z.iso.datetime(),
    /** Should nobody have answered by then, it comes back. */
    until: z.iso.datetime().optional(),
    paged,
  }),
  /** The next turn of its ladder is due: somebody has to be asked. `turn`: the last one that was. */
  z.strictObject({
    type: z.literal("ConversationEscalated"),
    team: TeamId,
    turn: z.int().nonnegative(),
    why: z.enum(["not-acknowledged", "unanswered-again", "declined"]),
  }),
  /** Somebody said it is done. */
  z.strictObject({
    type: z.literal("ConversationClosed"),
    team: TeamId,
    by: z.string(),
    closedAt: z.iso.datetime(),
    clocks: z.array(Clock),
    paged,
    nobodyWaits,
  }),
  /** Due times were computed anew, because somebody asked for it. */
  z.strictObject({ type: z.literal("DeadlinesMoved"), team: TeamId, moves: z.array(ClockMove).min(1) }),
  /**
   * A page reached somebody; `pageId` is the dedup key each of its destinations was given. `tooLate`: by the time that
   * was remembered somebody had the conversation, or nobody waited any more, and they are told so.
   */
  z.strictObject({
    type: z.literal("PageSent"),
    team: TeamId,
    pageId: z.string().min(1),
    responder: z.string().optional(),
    destinations: z.array(z.string()).min(1),
    tooLate: z.literal(true).optional(),
  }),
]);
export type ConversationEvent = z.infer<typeof ConversationEvent>;
