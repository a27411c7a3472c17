/**
 * Takes the fault reports of one delivery into what is remembered of their brand: one read and one write, however many
 * they are. The mentions are committed by now, so nothing here may hold them up: who keeps losing the race, or meets a
 * table that cannot take more under this one key, leaves the reports out and counts them. A report that was left out
 * is taken when its mention is delivered again; one that was taken is known then.
 */
import { hearReports } from "../../shared/domain/outages/hear-reports.ts";
import type { FaultReport } from "../../shared/domain/outages/outage-watch.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";

/** Twenty functions may want to write at once, and each time one of them wins: about a second and a half in all. */
const tries = 10;

type Ports = { readonly outageWatches: OutageWatches; readonly telemetry: Telemetry };

export const reportFaults = async (
  ports: Ports,
  brand: string,
  reports: readonly FaultReport[],
): Promise<void> => {
  if (reports.length === 0) return;
  try {
    await record(ports, brand, reports);
  } catch (cause) {
    ports.telemetry.count("FaultReportsSkipped", reports.length);
    ports.telemetry.warn("faults.skipped", cause, { brand, reports: reports.length });
  }
};

const record = async (
  { outageWatches, telemetry }: Ports,
  brand: string,
  reports: readonly FaultReport[],
): Promise<void> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const { watch, late } = hearReports(await outageWatches.load(brand), reports);
    if (watch === null || (await outageWatches.commit(watch)) === "committed") {
      if (late > 0) telemetry.count("FaultReportsLate", late);
      return;
    }
    await pause(attempt);
  }
  throw new Error(`the fault reports of ${brand} changed under ${tries} tries to add to them`);
};

/** Further apart each time, so that all who collided find a place. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 30 * attempt));
