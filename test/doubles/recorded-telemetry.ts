import type { Facts, Telemetry } from "../../shared/ports/telemetry.ts";

/** Remembers what was said, so that a test can ask. */
export type RecordedTelemetry = Telemetry & {
  readonly notes: { readonly event: string; readonly facts: Facts }[];
  /** What is counted for a channel stands under `<metric> <channel>`. */
  readonly counts: Record<string, number>;
};

export const recordedTelemetry = (): RecordedTelemetry => {
  const notes: { event: string; facts: Facts }[] = [];
  const counts: Record<string, number> = {};
  const count = (metric: string, amount = 1) => void (counts[metric] = (counts[metric] ?? 0) + amount);
  return {
    notes,
    counts,
    note: (event, facts = {}) => void notes.push({ event, facts }),
    warn: (event, _cause, facts = {}) => void notes.push({ event, facts }),
    count,
    countFor: (channelId, metric) => count(`${metric} ${channelId}`),
  };
};
