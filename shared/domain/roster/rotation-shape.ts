/**
 * How responders take turns. Hours are exact; days, weeks and months are those of the wall, so turns change at the same
 * time of day whatever the clocks do. The cycle has no beginning: turns before the first one are counted backwards.
 */
import * as z from "zod";
import { IsoDate } from "../calendar/calendar-shape.ts";
import { weekdays } from "../calendar/open-on.ts";

export const Weekday = z.enum(weekdays, 'write "mon", "tue", "wed", "thu", "fri", "sat" or "sun"');
export type Weekday = z.infer<typeof Weekday>;

const LocalTime = z
  .string()
  .refine(
    (text) => /^.{10}T(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text) && IsoDate.safeParse(text.slice(0, 10)).success,
    "write a date and a time of the wall, like 2026-01-05T09:00",
  );

const Count = z.int("write a whole number").positive("write a number above 0");

export const Rotation = z
  .strictObject({
    type: z.enum(["hourly", "daily", "weekly", "monthly"]),
    /** How many hours, days, weeks or months one turn lasts: 1, if nothing is said. */
    shift_length: Count.optional(),
    /** 2: every second hour, day, week or month is somebody's, and those in between nobody's. Others alike. */
    every: Count.optional(),
    /** When the first turn begins. A month without that date begins with its last day. */
    start_local: LocalTime,
    /**
     * The only days that are somebody's, each from the time of `start_local` until that of the next day. Days that are
     * not named are not counted; weeks then begin on Mondays, and months on the 1st.
     */
    by_day: z.array(Weekday).min(1, "name a day, or leave this out").optional(),
  })
  .refine(({ type, by_day }) => type !== "hourly" || by_day === undefined, {
    path: ["by_day"],
    error: "does not go with hours, which are counted through the week: limit the layer by `only`",
  });
export type Rotation = z.infer<typeof Rotation>;
