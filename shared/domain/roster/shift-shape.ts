/** One person's time on call, as it is written down. */
import * as z from "zod";
import type { Span } from "../calendar/spans.ts";

export const ResponderName = z.string().min(1, "write the id of a responder");

export const Instant = z.iso.datetime({
  offset: true,
  error: "write an instant with its offset, like 2026-01-05T09:00:00Z",
});

const shift = { responder: ResponderName, from: Instant, to: Instant };

export const Shift = z.strictObject(shift).superRefine(checkLasts);
export type Shift = z.infer<typeof Shift>;

export const RankedShift = z
  .strictObject({
    ...shift,
    /** In the place of its layer's. */
    priority: z.int("write a whole number: the highest wins").optional(),
  })
  .superRefine(checkLasts);
export type RankedShift = z.infer<typeof RankedShift>;

export type Times = { readonly from: string; readonly to: string };

export const spanOf = ({ from, to }: Times): Span => ({ start: Date.parse(from), end: Date.parse(to) });

/** Refuses what is over before it has begun. */
export function checkLasts(times: Times, context: z.RefinementCtx): void {
  const { start, end } = spanOf(times);
  if (start >= end)
    context.addIssue({
      code: "custom",
      path: ["to"],
      message: `ends before it has begun: write an instant after ${times.from}`,
    });
}
