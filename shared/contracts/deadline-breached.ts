import * as z from "zod";
import { Clock } from "../domain/clocks/clock.ts";
import { defineEvent } from "./event-contract.ts";

/** A customer waited longer than promised: this is what wakes somebody. `mentionId` is the latest mention. */
export const DeadlineBreached = defineEvent("DeadlineBreached", {
  clock: Clock,
  mentionId: z.string(),
});
export type DeadlineBreached = z.infer<typeof DeadlineBreached.detail>;
