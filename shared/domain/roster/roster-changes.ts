/**
 * What people change about a roster while it runs. A temporary schedule wins over an override, an override over a swap,
 * and a swap over the layers; of two of a kind, the one that was made later wins. All of it is data: it is kept with who
 * made it and when, and taking it back is leaving it out.
 */
import * as z from "zod";
import { checkLasts, Instant, ResponderName, Shift, spanOf, type Times } from "./shift-shape.ts";

const made = {
  id: z.string().min(1),
  from: Instant,
  to: Instant,
  /** Who made it, and when. */
  by: z.string().min(1, "say who makes the change"),
  at: Instant,
};

/** From one instant to another these shifts are all there is; they lie within. */
const Temporary = z
  .strictObject({ kind: z.literal("temporary"), ...made, shifts: z.array(Shift) })
  .superRefine(checkLasts)
  .superRefine(checkShiftsWithin);

/** Whoever is removed is replaced by whoever is added, and only while they are on call; either may be left out. */
const Override = z
  .strictObject({
    kind: z.literal("override"),
    ...made,
    add: ResponderName.optional(),
    remove: ResponderName.optional(),
  })
  .superRefine(checkLasts)
  .refine(({ add, remove }) => add !== remove, {
    path: ["add"],
    error: "changes nothing: name somebody to add, somebody to remove, or one in place of another",
  });

/** A responder looks for somebody to take over; until somebody has, nothing changes. */
const Swap = z
  .strictObject({
    kind: z.literal("swap"),
    ...made,
    responder: ResponderName,
    taken_by: ResponderName.nullable(),
  })
  .superRefine(checkLasts)
  .refine(({ responder, taken_by }) => responder !== taken_by, {
    path: ["taken_by"],
    error: "is who looks for somebody else: write null until somebody takes over",
  });

export const RosterChange = z.discriminatedUnion("kind", [Temporary, Override, Swap]);
export type RosterChange = z.infer<typeof RosterChange>;

export const RosterChanges = z.array(RosterChange).superRefine((changes, context) => {
  changes.forEach(({ id }, index) => {
    if (changes.findIndex((other) => other.id === id) < index)
      context.addIssue({ code: "custom", path: [index, "id"], message: `"${id}" is an earlier change's` });
  });
});
export type RosterChanges = z.infer<typeof RosterChanges>;

type Scheduled = Times & { readonly shifts: readonly Times[] };

function checkShiftsWithin(schedule: Scheduled, context: z.RefinementCtx): void {
  const whole = spanOf(schedule);
  schedule.shifts.forEach((shift, index) => {
    const { start, end } = spanOf(shift);
    if (start < whole.start || whole.end < end)
      context.addIssue({
        code: "custom",
        path: ["shifts", index],
        message: `reaches out of the schedule: keep it from ${schedule.from} to ${schedule.to}`,
      });
  });
}
