import type { Stamp } from "./rehearse-json.ts";

/** ISO instants with any offset, moved and written as `write` says. */
export const isoStamp = (write: (instant: Date) => string): Stamp & Required<Pick<Stamp, "instant">> => ({
  moved: (value, byMs) => {
    const instant = isoInstant(value);
    const moved = new Date((instant?.getTime() ?? Number.NaN) + byMs);
    return Number.isNaN(moved.getTime()) ? value : write(moved);
  },
  instant: isoInstant,
});

const isoInstant = (value: unknown): Date | null => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT/u.test(value)) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
};
