import { expect, test } from "vitest";
import { reportFaults } from "../../../functions/triage-mentions/report-faults.ts";
import type { OutageWatches } from "../../../shared/ports/outage-watches.ts";
import { aFaultReport } from "../../builders/a-fault-report.ts";
import { memoryOutageWatches } from "../../doubles/memory-outage-watches.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";

const reports = Array.from({ length: 8 }, (_, number) => aFaultReport(number, { minute: number / 4 }));

/** Watches that count what they are asked, and answer a commit as they are told. */
const watched = (commit?: OutageWatches["commit"]) => {
  const kept = memoryOutageWatches();
  const asked = { loads: 0, commits: 0 };
  const outageWatches: OutageWatches = {
    load: (brand) => ((asked.loads += 1), kept.load(brand)),
    commit: (watch) => ((asked.commits += 1), (commit ?? kept.commit)(watch)),
  };
  const telemetry = recordedTelemetry();
  return { kept, asked, telemetry, ports: { outageWatches, telemetry } };
};

test("the reports of one delivery are one read and one write", async () => {
  const { kept, asked, ports } = watched();
  await reportFaults(ports, "brand", reports);
  expect(asked).toEqual({ loads: 1, commits: 1 });
  expect((await kept.load("brand")).outages).toMatchObject([{ count: 8 }]);
});

test("a delivery without any asks nothing", async () => {
  const { asked, ports } = watched();
  await reportFaults(ports, "brand", []);
  expect(asked).toEqual({ loads: 0, commits: 0 });
});

test("one that comes again writes nothing", async () => {
  const { kept, asked, ports } = watched();
  await reportFaults(ports, "brand", reports);
  await reportFaults(ports, "brand", reports);
  expect(asked.commits).toBe(1);
  expect((await kept.load("brand")).outages).toMatchObject([{ count: 8 }]);
});

test("many functions at once lose no report, though each of them races the others", async () => {
  const { kept, telemetry, ports } = watched();
  await Promise.all(
    [0, 1, 2, 3].map((part) => reportFaults(ports, "brand", reports.slice(part * 2, part * 2 + 2))),
  );
  expect(telemetry.counts).toEqual({});
  expect((await kept.load("brand")).outages).toMatchObject([{ count: 8 }]);
});

test.each<[string, OutageWatches["commit"], number]>([
  ["somebody else who is always first", async () => "conflict", 10],
  ["a table that takes no more under this key", () => Promise.reject(new Error("throttled")), 1],
])("%s holds up no mention: the reports are left out, and counted as such", async (_, commit, commits) => {
  const { asked, telemetry, ports } = watched(commit);
  await reportFaults(ports, "brand", reports);
  expect(asked.commits).toBe(commits);
  expect(telemetry.counts).toEqual({ FaultReportsSkipped: 8 });
});

test("reports that were left out are taken when they are delivered again", async () => {
  let isThrottled = true;
  const memory = memoryOutageWatches();
  const outageWatches: OutageWatches = {
    load: memory.load,
    commit: (watch) => (isThrottled ? Promise.reject(new Error("throttled")) : memory.commit(watch)),
  };
  const ports = { outageWatches, telemetry: recordedTelemetry() };
  await reportFaults(ports, "brand", reports);
  isThrottled = false;
  await reportFaults(ports, "brand", reports);
  expect((await memory.load("brand")).outages).toMatchObject([{ count: 8 }]);
});

test("one that is too late to be told from a copy is counted as late", async () => {
  const { telemetry, ports } = watched();
  await reportFaults(ports, "brand", [aFaultReport(1), aFaultReport(2, { minute: 20 })]);
  await reportFaults(ports, "brand", [aFaultReport(3, { minute: -1 })]);
  expect(telemetry.counts).toEqual({ FaultReportsLate: 1 });
});
