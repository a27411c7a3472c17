import * as z from "zod";
import { defineEvent } from "./event-contract.ts";

/** A page reached somebody at these destinations, all under one dedup key. */
export const PageSent = defineEvent("PageSent", {
  pageId: z.string(),
  /** Left out for destinations that are nobody's own. */
  responder: z.string().optional(),
  destinations: z.array(z.string()).min(1),
  /** By the time that was remembered nobody had to look any more: whoever was woken is told so. */
  tooLate: z.literal(true).optional(),
});
