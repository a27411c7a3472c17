import { dayAt, isoDateOf, wallTimeOf } from "./wall-time.ts";

/** An instant on the wall of a zone, for people: `2026-11-21 14:05`, to the minute it falls into. */
export const wallText = (at: string, zone: string): string => {
  const instant = Date.parse(at);
  return `${isoDateOf(dayAt(zone, instant))} ${wallTimeOf(zone, instant)}`;
};
