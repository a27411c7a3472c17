import ICAL from "ical.js";
import { instantAt } from "../domain/calendar/wall-time.ts";
import { Unreadable } from "./unreadable.ts";
import type { Zone } from "./zones.ts";

const dayMs = 86_400_000;
const longestMs = 10 * 366 * dayMs;

/** The instant at which what begins at a time on the wall of its start is over. */
export type EndOf = (wall: number) => number;

/**
 * For so long, written like `P1DT12H`: its days are days on the wall, and what is left is exact time (RFC 5545, 3.3.6).
 * Undefined for no time at all.
 */
export const lasting = (zone: Zone, written: unknown, line: number): EndOf | undefined => {
  const { isNegative, weeks, days, hours, minutes, seconds } = durationIn(written, line);
  const nominalMs = (7 * weeks + days) * dayMs;
  const exactMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  if (nominalMs + exactMs === 0) return undefined;
  if (nominalMs + exactMs > longestMs)
    throw new Unreadable("lasts for more than ten years: write a DURATION like PT12H or P1D", { line });
  if (isNegative)
    throw new Unreadable("ends before it has begun: write a DURATION like PT12H or P1D", { line });
  return (wall) => instantAt(zone, wall + nominalMs) + exactMs;
};

const durationIn = (written: unknown, line: number): ICAL.Duration => {
  try {
    return ICAL.Duration.fromString(String(written));
  } catch (cause) {
    throw new Unreadable("has a duration that is none: write one like PT12H or P1D", { line, cause });
  }
};
