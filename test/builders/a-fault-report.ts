import type { FaultReport } from "../../shared/domain/outages/outage-watch.ts";
import { faultReportOf } from "../../shared/domain/outages/fault-report-of.ts";
import { aMention } from "./a-mention.ts";

/** A report of a fault at a minute after ten, by the author of that number unless told. */
export const aFaultReport = (
  number: number,
  { text = "@brand no internet in Leeds again", minute = 0, author = number } = {},
): FaultReport => {
  const at = new Date(Date.parse("2026-11-21T10:00:00Z") + minute * 60_000).toISOString();
  const mention = aMention({
    id: `x:${5000 + number}`,
    text,
    author: { id: String(author), handle: null, name: null },
    createdAt: at,
    receivedAt: at,
  });
  const report = faultReportOf(mention, "service");
  if (report === null) throw new Error(`reports no fault: ${text}`);
  return report;
};
