import * as z from "zod";
import { Clock } from "../domain/clocks/clock.ts";
import { defineEvent } from "./event-contract.ts";

/** Somebody said it is done; `clocks` says how long it took. It is open again once its author goes on. */
export const ConversationClosed = defineEvent("ConversationClosed", {
  by: z.string(),
  closedAt: z.iso.datetime(),
  clocks: z.array(Clock),
  /** Whether anybody was paged about it, if only by a page that stands for many. */
  paged: z.literal(true).optional(),
  /** Whether somebody waited for an answer until this happened, and nobody does any more. */
  nobodyWaits: z.literal(true).optional(),
});
