import * as z from "zod";
import { Clock } from "../domain/clocks/clock.ts";
import { defineEvent } from "./event-contract.ts";

/** The brand answered, from our console or from the platform's own app; `clocks` says whether it was in time. */
export const ConversationAnswered = defineEvent("ConversationAnswered", {
  replyId: z.string(),
  answeredAt: z.iso.datetime(),
  clocks: z.array(Clock),
  /** Whether anybody was paged about it, if only by a page that stands for many. */
  paged: z.literal(true).optional(),
  /** Whether somebody waited for an answer until this happened, and nobody does any more. */
  nobodyWaits: z.literal(true).optional(),
});
