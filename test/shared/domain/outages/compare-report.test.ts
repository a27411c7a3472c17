import { describe, expect, test } from "vitest";
import { hearReports } from "../../../../shared/domain/outages/hear-reports.ts";
import {
  nothingReported,
  type FaultReport,
  type SuspectedOutage,
} from "../../../../shared/domain/outages/outage-watch.ts";
import { aFaultReport } from "../../../builders/a-fault-report.ts";

/** What is suspected after these reports, heard one after the other. */
const suspectedAfter = (...reports: readonly FaultReport[]): readonly SuspectedOutage[] =>
  reports.reduce((watch, report) => hearReports(watch, [report]).watch ?? watch, nothingReported("brand"))
    .outages;

/** Reports of as many different people, at these minutes. */
const reports = (count: number, options: { text?: string; from?: number; every?: number; first?: number }) =>
  Array.from({ length: count }, (_, index) =>
    aFaultReport((options.first ?? 0) + index, {
      minute: (options.from ?? 0) + index * (options.every ?? 1),
      ...(options.text !== undefined && { text: options.text }),
    }),
  );

const wording = [
  "@brand no internet in Leeds since ten",
  "Internet down in LEEDS??? @brand",
  "anybody else in leeds without internet, @brand? mine is down #leeds",
  "@brand hello, our internet is not working (Leeds, LS6)",
  "Leeds: the internet's dead again @brand https://t.co/x",
];

describe("an outage is suspected", () => {
  test("when five people say the same in their own words", () => {
    const said = wording.map((text, index) => aFaultReport(index, { text, minute: index }));
    expect(suspectedAfter(...said)).toMatchObject([
      {
        id: "outage:brand:x:5004",
        leadMentionId: "x:5004",
        count: 5,
        firstSeen: "2026-11-21T10:00:00.000Z",
        lastSeen: "2026-11-21T10:04:00.000Z",
        sampleMentionIds: ["x:5000", "x:5001", "x:5002", "x:5003", "x:5004"],
        news: "opened",
      },
    ]);
  });

  test.each([
    ["four people", reports(4, {})],
    [
      "one person who says it twenty times",
      Array.from({ length: 20 }, (_, n) => aFaultReport(n, { author: 1 })),
    ],
    ["five people over two hours", reports(5, { every: 25 })],
    [
      "five people who all complain, each of something else",
      [
        "my card was declined",
        "the heating is broken",
        "no signal in Rome",
        "app crashes at login",
        "parcel stuck",
      ].map((text, index) => aFaultReport(index, { text })),
    ],
  ])("not by %s", (_, said) => {
    expect(suspectedAfter(...said)).toEqual([]);
  });

  test("not when what they say is what people always say", () => {
    const usual = reports(600, { text: "@brand my parcel is delayed", from: -3000, every: 5 });
    const today = reports(8, { text: "@brand my parcel is delayed", first: 700, every: 1.5 });
    expect(suspectedAfter(...usual)).toEqual([]);
    expect(suspectedAfter(...usual, ...today)).toEqual([]);
    const many = reports(12, { text: "@brand my parcel is delayed", first: 700, every: 0.5 });
    expect(suspectedAfter(...usual, ...many)).toMatchObject([{ news: "grown" }]);
  });
});

describe("later reports", () => {
  test("join, and those of something else do not", () => {
    const other = aFaultReport(90, { text: "my card was declined", minute: 6 });
    expect(suspectedAfter(...reports(6, {}), other, aFaultReport(91, { minute: 50 }))).toMatchObject([
      { count: 7, lastSeen: "2026-11-21T10:50:00.000Z", news: "grown" },
    ]);
  });

  test("open a new outage once it has been quiet for an hour", () => {
    const again = reports(5, { first: 50, from: 70 });
    expect(suspectedAfter(...reports(5, {}), ...again)).toMatchObject([
      { id: "outage:brand:x:5054", count: 5, news: "opened" },
    ]);
  });

  test("of a second outage at the same time are a group of their own", () => {
    const cards = reports(6, { text: "card declined at every shop", first: 50, from: 2 });
    expect(suspectedAfter(...reports(5, {}), ...cards)).toMatchObject([{ count: 5 }, { count: 6 }]);
  });
});
