import type { Clock } from "./clock.ts";

/** The warnings of a clock that are still to be told, the earliest first. */
export const untoldWarnings = (clock: Clock): string[] => {
  if (clock.state !== "running") return [];
  const { warnAt = [], warnedUntil = "", dueAt } = clock;
  return warnAt.filter((at) => at > warnedUntil && at < dueAt);
};

/** The next instant at which something must be decided because of these clocks; null when nothing is left. */
export const nextDueOf = (clocks: readonly Clock[]): string | null =>
  clocks
    .flatMap((clock) => (clock.state === "running" ? [untoldWarnings(clock)[0] ?? clock.dueAt] : []))
    .toSorted()
    .at(0) ?? null;
