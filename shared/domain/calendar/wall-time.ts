/** Wall time and instants. A date is the number of its day since 1970-01-01, an instant is in epoch milliseconds. */
import { offsetAt } from "./offset-at.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The date on the wall of a zone at an instant. */
export const dayAt = (zone: string, at: number): number => Math.floor((at + offsetAt(zone, at)) / dayMs);

export const dayOf = (isoDate: string): number => Date.parse(isoDate) / dayMs;
export const isoDateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** When the wall of a zone shows this date and time, `24:00` being the next date's midnight. */
export const instantOf = (zone: string, day: number, time: string): number =>
  instantAt(
    (at) => offsetAt(zone, at),
    day * dayMs + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs,
  );

/**
 * When a wall that is ahead of UTC by `aheadAt` shows this time, which is in milliseconds as if the wall were UTC's. A
 * time it shows twice means the first, one it never shows is read with the offset before the gap: RFC 5545, and what
 * Temporal calls compatible.
 */
export const instantAt = (aheadAt: (at: number) => number, wall: number): number => {
  const before = aheadAt(wall - dayMs);
  const after = aheadAt(wall + dayMs);
  const [early, late] = [wall - before, wall - after];
  if (before === after || aheadAt(early) === before) return early;
  return aheadAt(late) === after ? late : early;
};
