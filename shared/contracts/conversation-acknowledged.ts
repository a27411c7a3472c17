import * as z from "zod";
import { defineEvent } from "./event-contract.ts";

/** Somebody took it upon themselves to answer. The customer still waits, and so do the reply clocks. */
export const ConversationAcknowledged = defineEvent("ConversationAcknowledged", {
  /** A responder's id, or the name of whoever did. */
  by: z.string(),
  acknowledgedAt: z.iso.datetime(),
  /** Should nobody have answered by then, somebody is asked again. */
  until: z.iso.datetime().optional(),
  /** Whether anybody was paged about it, if only by a page that stands for many. */
  paged: z.literal(true).optional(),
});
