import * as z from "zod";
import { IsoDate, Time, TimeZone } from "../calendar/calendar-shape.ts";
import { Rotation, Weekday } from "./rotation-shape.ts";
import { Instant, RankedShift, ResponderName } from "./shift-shape.ts";

/** Those who are on call together. */
const Turn = z
  .array(ResponderName)
  .min(1, "is nobody's turn: name a responder, or take it out")
  .refine((turn) => new Set(turn).size === turn.length, "names somebody twice");

const Hours = z.strictObject({
  /** The days they begin on: every day, if nothing is said. */
  days: z.array(Weekday).min(1, "name a day, or leave this out for every day").optional(),
  start: Time.refine((time) => time !== "24:00", "write 00:00 of the next day"),
  /** No later than `start`, it is a time of the next day: 20:00 to 08:00 is a night, 08:00 to 08:00 a whole day. */
  end: Time,
});
export type Hours = z.infer<typeof Hours>;

/** Where somebody keeps a calendar of shifts: the name of the secret that has its address, which is one itself. */
const Feed = z.strictObject(
  {
    secret: z.string().min(1, "name the secret that has the feed's address"),
    /** What was read of it, which stands beside it as `shifts`, goes no further. Nobody writes this. */
    readUntil: Instant.optional(),
  },
  'write { secret: "nights-rota" }, under which its address is filled in, or the name of a file',
);

/** An instant, or a date, which stands for its beginning in the zone of the layer. */
const Bound = z.union(
  [IsoDate, Instant],
  "write a date like 2026-01-05, or an instant like 2026-01-05T09:00:00Z",
);

export const Layer = z
  .strictObject({
    /** As every shift it gives shows it. */
    name: z.string().trim().min(1, "give the layer a name: it is shown with its shifts"),
    /** Where several layers have somebody the highest wins, and equal ones are on call together: 0, if nothing is said. */
    priority: z.int("write a whole number: the highest wins").optional(),
    /** In the place of the roster's. */
    time_zone: TimeZone.optional(),
    /** Who takes turns, in this order; without a rotation it is one turn, and has no end. */
    turns: z.array(Turn).min(1, "nobody takes turns: name somebody").optional(),
    rotation: Rotation.optional(),
    /** In the place of turns: single shifts, in any order. They may overlap. */
    shifts: z.array(RankedShift).optional(),
    /**
     * In the place of both: shifts that are read while it runs. Without `shifts` beside it nobody was asked for them; with
     * them, but not `readUntil`, it was never read, and nobody is on call by it.
     */
    feed: Feed.optional(),
    /** Before `from`, and from `until` on, the layer has nobody; one that ends before it begins never has. */
    from: Bound.optional(),
    until: Bound.optional(),
    /** Hours outside of which the layer has nobody. */
    only: z.array(Hours).min(1, "give it hours, or leave this out").optional(),
    /** Dates on which its place does not work. What begins on the day before goes on to its end. */
    holidays: z.array(IsoDate).optional(),
  })
  .superRefine(checkGivesShifts);
export type Layer = z.infer<typeof Layer>;

function checkGivesShifts({ turns, rotation, shifts, feed }: Layer, context: z.RefinementCtx): void {
  const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  if (turns === undefined && shifts === undefined && feed === undefined)
    refuse(
      [],
      "has nobody: write turns (who takes turns) or shifts (who is on call from when to when), or name a feed",
    );
  if (turns !== undefined && shifts !== undefined)
    refuse(["shifts"], "do not go with turns: make them a layer of their own");
  if (turns !== undefined && feed !== undefined)
    refuse(["feed"], "does not go with turns: make it a layer of its own");
  if (feed?.readUntil !== undefined && shifts === undefined)
    refuse(["feed", "readUntil"], "is told of what was read: take it out");
  if (turns === undefined && rotation !== undefined) refuse(["rotation"], "has nobody to turn: write turns");
  if (turns !== undefined && turns.length > 1 && rotation === undefined)
    refuse(["turns"], "change with a rotation: write one, or put all of them into one turn");
}
