import * as z from "zod";
import { dayOf, instantOf } from "../../../shared/domain/calendar/wall-time.ts";

const Instant = z.iso.datetime({ offset: true });
/** Nobody was on call before, and years of fewer digits are not what they seem. */
const firstYear = 1970;
const wall = /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d))?$/u;

/**
 * A time as people type it: an instant, or what the wall shows, which is read on the wall of a zone that is known only
 * later. A date is its beginning.
 */
export const When = z.string().transform((text, context): ((zone: string) => Date) => {
  const isYear = Number(text.slice(0, 4)) >= firstYear;
  if (isYear && Instant.safeParse(text).success) return () => new Date(text);
  const [, date = "", time = "00:00"] = wall.exec(text) ?? [];
  if (isYear && z.iso.date().safeParse(date).success)
    return (zone) => new Date(instantOf(zone, dayOf(date), time));
  context.addIssue({
    code: "custom",
    message:
      "write a date (2026-12-24), a time of the wall (2026-12-24T18:00) or an instant (2026-12-24T17:00:00Z)",
  });
  return z.NEVER;
});
