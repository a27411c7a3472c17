import * as z from "zod";
import { defineEvent } from "./event-contract.ts";

/** Somebody was paged at these destinations, all under one dedup key. */
export const PageSent = defineEvent("PageSent", {
  pageId: z.string(),
  destinations: z.array(z.string()).min(1),
});
