import * as z from "zod";
import { RingingClock } from "../domain/clocks/clock.ts";
import { defineEvent } from "./event-contract.ts";

/** A customer waits and time runs out: `clock` says by when. `mentionId` is the latest mention. */
export const DeadlineWarned = defineEvent("DeadlineWarned", {
  clock: RingingClock,
  mentionId: z.string(),
});
export type DeadlineWarned = z.infer<typeof DeadlineWarned.detail>;
