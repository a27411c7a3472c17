import * as z from "zod";
import { defineEvent } from "./event-contract.ts";

/** The next turn of a conversation's ladder is due: somebody else is asked, or whoever was is asked again. */
export const ConversationEscalated = defineEvent("ConversationEscalated", {
  /** The last turn in which somebody was asked; 0 before anybody was. */
  turn: z.int().nonnegative(),
  why: z.enum(["not-acknowledged", "unanswered-again", "declined"]),
});
export type ConversationEscalated = z.infer<typeof ConversationEscalated.detail>;
