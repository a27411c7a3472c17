import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hearReports } from "../../../../shared/domain/outages/hear-reports.ts";
import {
  nothingReported,
  OutageWatch,
  type FaultReport,
} from "../../../../shared/domain/outages/outage-watch.ts";
import { memoryOutageWatches } from "../../../doubles/memory-outage-watches.ts";
import { aFaultReport } from "../../../builders/a-fault-report.ts";

const texts = [
  "@brand no internet in Leeds again",
  "the internet in leeds is down, @brand",
  "card declined at every shop",
  "the app crashes when I open it",
  "sin internet en Madrid desde hoy",
];

/** Up to forty reports of the last four minutes: all of them still find their place, in whatever order they come. */
const someReports = fc
  .array(
    fc.record({
      text: fc.constantFrom(...texts),
      minute: fc.integer({ min: 0, max: 240 }).map((seconds) => seconds / 60),
      author: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 5, maxLength: 40 },
  )
  .map((all) => all.map((one, number) => aFaultReport(number, one)));

/** The same reports in another order, some of them more than once. */
const deliveriesOf = (reports: readonly FaultReport[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...reports], { minLength: reports.length }),
      fc.array(fc.constantFrom(...reports), { maxLength: 20 }),
    )
    .chain(([all, copies]) =>
      fc.shuffledSubarray([...all, ...copies], { minLength: all.length + copies.length }),
    );

const heardOneByOne = (deliveries: readonly FaultReport[]): OutageWatch =>
  deliveries.reduce((watch, report) => hearReports(watch, [report]).watch ?? watch, nothingReported("brand"));

/** What is known of the groups; what each was called and when it was told depends on who came first. */
const groupsOf = ({ outages }: OutageWatch) =>
  outages.map(({ id: _id, leadMentionId: _lead, news: _news, ...group }) => group);

describe("fault reports", () => {
  test("make the same groups with the same counts, in any order and however often they are delivered", () => {
    fc.assert(
      fc.property(
        someReports.chain((reports) => fc.tuple(fc.constant(reports), deliveriesOf(reports))),
        ([reports, deliveries]) => {
          const inOrder = hearReports(nothingReported("brand"), reports).watch;
          const heard = heardOneByOne(deliveries);
          expect(heard.pending).toEqual(inOrder?.pending);
          expect(heard.settled).toEqual(inOrder?.settled);
          expect(heard.version).toBe(reports.length);
          expect(groupsOf(heard)).toEqual(expect.arrayContaining(groupsOf(inOrder ?? heard)));
        },
      ),
    );
  });

  test("make the same groups when functions that know nothing of each other hear them", async () => {
    const reports = Array.from({ length: 30 }, (_, number) => aFaultReport(number, { minute: number / 10 }));
    const watches = memoryOutageWatches();
    const hear = async (report: FaultReport): Promise<void> => {
      const { watch } = hearReports(await watches.load("brand"), [report]);
      if (watch !== null && (await watches.commit(watch)) === "conflict") await hear(report);
    };
    await Promise.all([...reports, ...reports.toReversed()].map(hear));
    expect(groupsOf(await watches.load("brand"))).toEqual(groupsOf(heardOneByOne(reports)));
    expect((await watches.load("brand")).version).toBe(30);
  });

  test("are counted once in a storm too: one that comes when its place is settled is late, and left out", () => {
    const storm = Array.from({ length: 300 }, (_, number) => aFaultReport(number, { minute: number / 100 }));
    const watch = heardOneByOne(storm);
    expect(watch.outages).toMatchObject([{ count: 300 }]);
    expect(hearReports(watch, storm.slice(0, 150))).toEqual({ watch: null, late: 150 });
    const neverHeard = aFaultReport(999, { minute: 0.5 });
    expect(hearReports(watch, [neverHeard])).toEqual({ watch: null, late: 1 });
  });

  test("fit into a few kilobytes, however many they are", () => {
    const words = [
      "pump",
      "router",
      "ticket",
      "window",
      "garden",
      "bottle",
      "engine",
      "letter",
      "button",
      "mirror",
    ];
    const text = (n: number): string =>
      `broken ${words.map((word, index) => `${String.fromCodePoint(97 + ((n * (index + 3)) % 26))}${word}`).join(" ")}`;
    const many = Array.from({ length: 2000 }, (_, n) => aFaultReport(n, { text: text(n), minute: n / 30 }));
    const watch = hearReports(nothingReported("brand"), many).watch;
    expect(OutageWatch.safeParse(watch).success).toBe(true);
    expect(JSON.stringify(watch).length).toBeLessThan(40_000);
  });
});
