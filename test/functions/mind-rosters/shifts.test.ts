import { describe, expect, test } from "vitest";
import { hearReports } from "../../../shared/domain/outages/hear-reports.ts";
import { nothingReported } from "../../../shared/domain/outages/outage-watch.ts";
import { aKeptFeed } from "../../builders/a-kept-feed.ts";
import { aFaultReport } from "../../builders/a-fault-report.ts";
import { change } from "../../shared/domain/roster/layers.ts";
import { aRosterWatch } from "./a-roster-watch.ts";

type Watch = ReturnType<typeof aRosterWatch>;

const quarterTo = "2026-01-06T18:45:00Z";
const eight = "2026-01-06T19:00:00Z";
const told = ({ sent }: Watch) =>
  sent.map(({ to, page }) => `${to} ${page.action === "trigger" ? page.title : page.action}`);

test("who begins soon is told once, where they are reached, whatever runs twice", async () => {
  const watch = aRosterWatch();
  await watch.runAt("2026-01-06T18:44:00Z");
  expect(told(watch)).toEqual([]);
  await watch.runAt(quarterTo);
  await watch.runAt("2026-01-06T18:50:00Z");
  await Promise.all([watch.run(), watch.run()]);
  expect(told(watch)).toEqual(["duty-topic You are on call for duty from 14:00 New York time: nobody waits"]);
  expect(watch.sent[0]?.page).toMatchObject({
    id: "shift#duty#ben#2026-01-06T19:00:00.000Z#soon",
    severity: "info",
    about: { kind: "shift", responder: "Ben", others: ["Ada"], until: "2026-01-07T19:00:00.000Z" },
  });
});

test("they are told what waits in their own time: what nobody has, who has the rest, and no customer's name", async () => {
  const watch = aRosterWatch();
  await watch.customerWaits("1001", 50);
  await watch.customerWaits("1002", 40, { by: "ada", until: "2026-01-06T19:10:00Z" });
  await watch.runAt(quarterTo);
  const [page] = watch.sent.map((one) => one.page);
  expect(page).toMatchObject({
    title:
      "You are on call for duty from 14:00 New York time: 2 customers wait, the first due 14:05 New York time",
    lines: expect.arrayContaining([
      "Customers who wait, by team: service 2.",
      "Due 14:05 New York time: conversation x:1001:77 of service, which nobody has.",
      "Ada has conversation x:1002:77 of service, due 13:55 New York time, and it comes back 14:10 New York time.",
    ]),
    links: [
      { label: "Conversation x:1001:77, due 14:05 New York time", url: "https://x.com/i/web/status/1001" },
      { label: "Conversation x:1002:77, due 13:55 New York time", url: "https://x.com/i/web/status/1002" },
    ],
  });
  expect(JSON.stringify(page)).not.toMatch(/amara|arrived/iu);
});

test("at hand-over the list goes to whoever begins, and what they still have to whoever is done", async () => {
  const watch = aRosterWatch();
  await watch.customerWaits("1002", 50, { by: "ada", until: "2026-01-06T19:10:00Z" });
  await watch.runAt(eight);
  await watch.runAt("2026-01-06T19:04:00Z");
  expect(told(watch).toSorted()).toEqual([
    "duty-topic You are on call for duty now: 1 customer waits",
    "duty-webhook Your time on call for duty is over, and you still have 1 customer",
  ]);
});

test("whoever begins by a feed is told as by any other layer", async () => {
  const calendar = { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "rota" } }] };
  const watch = aRosterWatch({ rosters: { duty: calendar } });
  const shifts = [{ responder: "ben", from: eight, to: "2026-01-07T19:00:00Z" }];
  await watch.rosterFeeds.commit("rota", { version: 0, kept: aKeptFeed({ shifts }) }, new Date(quarterTo));
  await watch.runAt(quarterTo);
  expect(told(watch)).toContain("duty-topic You are on call for duty from 14:00 New York time: nobody waits");
});

test("a quiet hand-over is told nobody", async () => {
  const watch = aRosterWatch();
  await watch.runAt(eight);
  expect(told(watch)).toEqual([]);
});

test("what was told is put away soon after, so that no pager goes on asking", async () => {
  const watch = aRosterWatch();
  await watch.runAt(quarterTo);
  await watch.runAt("2026-01-06T19:05:00Z");
  await watch.runAt("2026-01-06T19:10:00Z");
  const resolved = watch.sent.filter(({ page }) => page.action === "resolve");
  expect(resolved.map(({ page }) => page.id.split("#").at(-1))).toEqual(["soon", "begins"]);
});

const ordinary = [1, 2].map((number) =>
  aFaultReport(number, { text: "my card is declined again", minute: -60 }),
);

test("a suspected outage is told to whoever begins, though nobody waits any more", async () => {
  const watch = aRosterWatch();
  const reports = [1, 2, 3, 4, 5, 6].map((number) => aFaultReport(number + 10, { minute: number }));
  const { watch: heard } = hearReports(nothingReported("brand"), [...ordinary, ...reports]);
  await watch.outageWatches.commit({ ...(heard ?? nothingReported("brand")), version: 1 });
  const lastSeen = heard?.outages[0]?.lastSeen ?? "";
  const minutesLater = (count: number) => new Date(Date.parse(lastSeen) + count * 60_000);
  const joins = change({
    kind: "override",
    add: "cem",
    from: minutesLater(30).toISOString(),
    to: minutesLater(90).toISOString(),
  });
  await watch.changeRoster(joins);
  await watch.runAt(minutesLater(31).toISOString());
  expect(watch.sent.map(({ page }) => page.about)).toMatchObject([
    { moment: "begins", responder: "Cem", outages: [{ brand: "brand", count: 6 }] },
  ]);
});

describe("where a destination takes nothing", () => {
  test("the next of theirs does", async () => {
    const watch = aRosterWatch();
    watch.failing.add("duty-webhook");
    await watch.runAt("2026-01-07T18:45:00Z");
    expect(told(watch)).toEqual(["duty-topic You are on call for duty from 20:00 Berlin time: nobody waits"]);
    expect(watch.telemetry.counts["NoticeFailed"]).toBeUndefined();
  });

  test("and there is no other, the next run tries again, and it is counted", async () => {
    const watch = aRosterWatch();
    watch.failing.add("duty-topic");
    await watch.runAt(quarterTo);
    expect(told(watch)).toEqual([]);
    expect(watch.telemetry.counts).toMatchObject({ NoticeFailed: 1 });
    watch.failing.clear();
    await watch.runAt("2026-01-06T18:50:00Z");
    expect(told(watch)).toHaveLength(1);
  });
});

describe("what the configuration turns off is told nobody", () => {
  test("before a shift", async () => {
    const watch = aRosterWatch({ notices: { beforeShiftMinutes: 0 } });
    await watch.customerWaits("1001", 50);
    await watch.runAt("2026-01-06T18:59:00Z");
    expect(told(watch)).toEqual([]);
    await watch.runAt(eight);
    expect(told(watch)).toHaveLength(1);
  });

  test("at hand-over", async () => {
    const watch = aRosterWatch({ notices: { atHandOver: false } });
    await watch.customerWaits("1001", 50);
    await watch.customerWaits("1002", 50, { by: "ada", until: "2026-01-06T19:10:00Z" });
    await watch.runAt(eight);
    expect(told(watch)).toEqual([]);
  });

  test("both, and nothing is put away either", async () => {
    const watch = aRosterWatch({ notices: { beforeShiftMinutes: 0, atHandOver: false } });
    await watch.runAt("2026-01-06T19:05:00Z");
    expect(watch.sent).toEqual([]);
  });
});

test("who is no responder any more is told nothing", async () => {
  const watch = aRosterWatch();
  const left = change({
    kind: "override",
    add: "dora",
    from: "2026-01-06T13:00:00Z",
    to: "2026-01-06T14:00:00Z",
  });
  await watch.changeRoster(left);
  await watch.runAt("2026-01-06T07:50:00Z");
  await watch.runAt("2026-01-06T12:50:00Z");
  expect(watch.sent.filter(({ page }) => page.about.kind === "shift")).toEqual([]);
});
