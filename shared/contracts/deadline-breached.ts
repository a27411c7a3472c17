import * as z from "zod";
import { RingingClock } from "../domain/clocks/clock.ts";
import { defineEvent } from "./event-contract.ts";

/** A customer waited longer than promised: this is what wakes somebody. `mentionId` is the latest mention. */
export const DeadlineBreached = defineEvent("DeadlineBreached", {
  clock: RingingClock,
  mentionId: z.string(),
  /** It had run out before we could hear of it: a replay, or a platform that was late. Told, but in one page with its like. */
  arrivedLate: z.literal(true).optional(),
});
export type DeadlineBreached = z.infer<typeof DeadlineBreached.detail>;
