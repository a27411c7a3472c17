/**
 * A calendar as people write it. It is the domain's, but for its holidays: those may also come every year, last half a
 * day, or be a whole country's. The resolver of the configuration turns them into dates.
 */
import * as z from "zod";
import { Segment, type Calendar } from "../domain/calendar/calendar-shape.ts";

const SingleDate = z.iso.date();
const EveryYear = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u);

/** A country, or one of its regions: ISO 3166-2 without the country. Its public holidays, no others. */
const Place = z.strictObject({ country: z.string(), region: z.string().optional() });
export type Place = z.infer<typeof Place>;

/** From the first date to the last, both closed. */
const Closed = z
  .strictObject({ from: SingleDate, to: SingleDate })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "is before from" });

export const WrittenHoliday = z.union(
  [
    SingleDate,
    EveryYear,
    Closed,
    z.strictObject({ date: z.union([SingleDate, EveryYear]), closed: Segment }),
    Place,
  ],
  'write "2026-12-24", "12-24" for every year, { from: "2026-12-24", to: "2027-01-01" }, { date: "12-24", closed: ["12:00", "24:00"] } or { country: "DE", region: "BY" }',
);
export type WrittenHoliday = z.infer<typeof WrittenHoliday>;

export type WrittenCalendar = Omit<Calendar, "holidays"> & { readonly holidays?: readonly WrittenHoliday[] };
