import { isAlike, quietMs } from "./compare-report.ts";
import type { FaultReport, OutageWatch, SuspectedOutage } from "./outage-watch.ts";

/** The suspected outage that a report belongs to, while it goes on; null where there is none. */
export const outageOf = (
  { outages }: Pick<OutageWatch, "outages">,
  report: FaultReport | null,
  now: Date,
): SuspectedOutage | null => {
  if (report === null) return null;
  return goingOn({ outages }, now).find(({ terms }) => isAlike(terms, report.terms)) ?? null;
};

/** Those that somebody has joined within the last hour. */
export const goingOn = ({ outages }: Pick<OutageWatch, "outages">, now: Date): SuspectedOutage[] =>
  outages.filter(({ lastSeen }) => now.getTime() - Date.parse(lastSeen) <= quietMs);
