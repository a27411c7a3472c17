import { expect, test } from "vitest";
import { relayOutages } from "../../../functions/relay-events/relay-outages.ts";
import { OutageSuspected } from "../../../shared/contracts/outage-suspected.ts";
import { hearReports } from "../../../shared/domain/outages/hear-reports.ts";
import { nothingReported, type OutageWatch } from "../../../shared/domain/outages/outage-watch.ts";
import type { PublishedEvent } from "../../../shared/ports/event-publisher.ts";
import { aFaultReport } from "../../builders/a-fault-report.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";

const committedAt = new Date("2026-11-21T10:06:00.000Z");

const heard = (before: OutageWatch, ...numbers: readonly number[]): OutageWatch => {
  const reports = numbers.map((number) => aFaultReport(number, { minute: number }));
  return hearReports(before, reports).watch ?? before;
};

const relayed = async (...watches: readonly OutageWatch[]) => {
  const published: PublishedEvent[] = [];
  const telemetry = recordedTelemetry();
  const bus = { publish: async (events: readonly PublishedEvent[]) => void published.push(...events) };
  for (const watch of watches) await relayOutages({ bus, telemetry })(watch, committedAt);
  return { telemetry, told: published.map(({ detail }) => OutageSuspected.detail.parse(detail)) };
};

test("an outage is told when it is first suspected and when it grows, under one outage id", async () => {
  const opened = heard(nothingReported("brand"), 0, 1, 2, 3, 4);
  const grown = heard(opened, 5);
  const { told, telemetry } = await relayed(opened, grown);
  expect(told).toMatchObject([
    { id: "outage:brand:1:0", outageId: "outage:brand:x:5004", news: "opened", count: 5 },
    { id: "outage:brand:2:0", outageId: "outage:brand:x:5004", news: "grown", count: 6 },
  ]);
  expect(telemetry.counts).toEqual({ OutageSuspected: 1 });
});

test("every copy of an event has the same id", async () => {
  const opened = heard(nothingReported("brand"), 0, 1, 2, 3, 4);
  const { told } = await relayed(opened, opened);
  expect(told[0]).toEqual(told[1]);
});

test("it names mentions and never says what was said, not even as hashes", async () => {
  const { told } = await relayed(heard(nothingReported("brand"), 0, 1, 2, 3, 4));
  expect(told[0]?.sampleMentionIds).toHaveLength(5);
  expect(JSON.stringify(told)).not.toMatch(/terms|internet|leeds/iu);
});

test("reports that make no outage are not told", async () => {
  expect((await relayed(heard(nothingReported("brand"), 0, 1))).told).toEqual([]);
});
