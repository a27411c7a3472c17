import { nothingReported, type OutageWatch } from "../../shared/domain/outages/outage-watch.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";

/** What is remembered of fault reports, in memory, under the same conditions as in the table. */
export const memoryOutageWatches = (): OutageWatches => {
  const watches = new Map<string, OutageWatch>();
  return {
    load: async (brand) => structuredClone(watches.get(brand) ?? nothingReported(brand)),
    commit: async (watch) => {
      if ((watches.get(watch.brand)?.version ?? 0) !== watch.version - 1) return "conflict";
      watches.set(watch.brand, structuredClone(watch));
      return "committed";
    },
  };
};
