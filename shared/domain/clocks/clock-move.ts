import * as z from "zod";
import { ClockName } from "../promises/policy-shape.ts";

/** A due time that was computed anew: what it was, what it is, and why. Null: no clock, or one that is paused. */
export const ClockMove = z.strictObject({
  at: z.iso.datetime(),
  clock: ClockName,
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  /** `name@version` of the policy that says so now. */
  policy: z.string(),
  by: z.string().min(1),
});
export type ClockMove = z.infer<typeof ClockMove>;
