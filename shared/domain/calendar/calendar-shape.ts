/**
 * A calendar as plain JSON: the hours in which a clock counts, in the wall time of one zone. On any date the first of
 * these that speaks decides: a holiday (closed all day), a break, the date's own hours, the hours of its weekday.
 */
import * as z from "zod";
import { isZone } from "./offset-at.ts";

export const Time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u, {
  error: 'write a time from "00:00" to "24:00", the end of the day',
  abort: true,
});

/** From the first time until just before the second. A night is two segments that meet at midnight. */
export const Segment = z
  .tuple([Time, Time])
  .refine(
    ([start, end]) => start < end,
    "ends before it has begun: write 24:00 for the end of the day, and a night as two segments, the second one on the next day",
  );

const Segments = z.array(Segment).superRefine((segments, context) => {
  segments.forEach(([start, end], index) => {
    const other = segments.findIndex(([begins, ends]) => start < ends && begins < end);
    if (other >= 0 && other < index)
      context.addIssue({ code: "custom", path: [index], message: `overlaps ${segments[other]?.join("–")}` });
  });
});

export const IsoDate = z.iso.date("write a date that exists, like 2026-12-24");

export const TimeZone = z
  .string("write an IANA name like Europe/Berlin")
  .refine(isZone, "is no time zone: write an IANA name like Europe/Berlin");

const Shape = z.strictObject({
  time_zone: TimeZone,
  weekly: z
    .strictObject({
      mon: Segments.optional(),
      tue: Segments.optional(),
      wed: Segments.optional(),
      thu: Segments.optional(),
      fri: Segments.optional(),
      sat: Segments.optional(),
      sun: Segments.optional(),
    })
    .optional(),
  /** Hours of single dates, in the place of their weekday's. */
  date_overrides: z.record(IsoDate, Segments).optional(),
  /** What single dates are closed for, whatever their hours: half days, and leave. They may overlap. */
  breaks: z.record(IsoDate, z.array(Segment)).optional(),
  /** Dates that are closed. */
  holidays: z.array(IsoDate).optional(),
  /** Every second counts; nothing else is read. */
  always_on: z.boolean().optional(),
});

/** Refuses, with the field's path, what could not be kept: hours that never come, overlap or run backwards. */
export const Calendar = Shape.superRefine(checkOpens).superRefine(checkAlwaysOn);
export type Calendar = z.infer<typeof Shape>;

function checkOpens(
  { always_on, weekly = {}, date_overrides = {} }: Calendar,
  context: z.RefinementCtx,
): void {
  const opens = [...Object.values(weekly), ...Object.values(date_overrides)].some(
    (hours = []) => hours.length > 0,
  );
  if (always_on !== true && !opens)
    context.addIssue({
      code: "custom",
      path: ["weekly"],
      message: "never opens: give a weekday hours, or say always_on",
    });
}

/** An always-on calendar that also closes says two things at once. */
function checkAlwaysOn(calendar: Calendar, context: z.RefinementCtx): void {
  if (calendar.always_on !== true) return;
  const message = "closes what is always on: take this or always_on out";
  for (const [day, hours] of Object.entries(calendar.weekly ?? {}))
    if (hours?.join() !== "00:00,24:00") context.addIssue({ code: "custom", path: ["weekly", day], message });
  for (const field of ["date_overrides", "breaks", "holidays"] as const)
    if (Object.keys(calendar[field] ?? {}).length > 0)
      context.addIssue({ code: "custom", path: [field], message });
}
