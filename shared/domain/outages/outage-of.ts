import { isAlike, quietMs } from "./compare-report.ts";
import type { FaultReport, OutageWatch, SuspectedOutage } from "./outage-watch.ts";

/** The suspected outage that a report belongs to, while it goes on; null where there is none. */
export const outageOf = (
  { outages }: Pick<OutageWatch, "outages">,
  report: FaultReport | null,
  now: Date,
): SuspectedOutage | null => {
  if (report === null) return null;
  const going = outages.filter(({ lastSeen }) => now.getTime() - Date.parse(lastSeen) <= quietMs);
  return going.find(({ terms }) => isAlike(terms, report.terms)) ?? null;
};
