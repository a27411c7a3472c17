import { expect, test } from "vitest";
import { change } from "../../shared/domain/roster/layers.ts";
import { aKeptFeed } from "../../builders/a-kept-feed.ts";
import { twoTakeTurns } from "../../builders/an-on-call-config.ts";
import { aRosterWatch } from "./a-roster-watch.ts";

type Watch = ReturnType<typeof aRosterWatch>;

const told = ({ sent }: Watch) =>
  sent.flatMap(({ to, page }) => (page.about.kind === "roster" ? `${to} ${page.title}` : []));
const idsOf = ({ sent }: Watch) => sent.flatMap(({ page }) => (page.about.kind === "roster" ? page.id : []));
const berlin = { notices: { zone: "Europe/Berlin", dailyAt: "09:00" } };
const weekend = { from: "2026-01-10T11:00:00Z", to: "2026-01-11T11:00:00Z" };
/** Somebody's turns of this weekend, which begin at eight in the evening, are nobody's. */
const without = (remove: string, times = weekend) =>
  change({ id: remove, kind: "override", remove, ...times });
const gapTitle =
  "duty-topic Nobody is on call for urgent service (team service): 2026-01-10 20:00 Berlin time to 2026-01-11 12:00 Berlin time";

test("a gap of the fortnight to come is told the catch-all from nine in the morning on, once a day", async () => {
  const watch = aRosterWatch(berlin);
  await watch.changeRoster(without("ben"));
  await watch.runAt("2026-01-06T07:55:00Z");
  expect(told(watch)).toEqual([]);
  await watch.runAt("2026-01-06T08:00:00Z");
  await watch.runAt("2026-01-06T08:05:00Z");
  await watch.runAt("2026-01-06T22:00:00Z");
  expect(told(watch)).toEqual([gapTitle]);
  await watch.runAt("2026-01-07T08:00:00Z");
  expect(told(watch)).toEqual([gapTitle, gapTitle]);
  expect(new Set(idsOf(watch)).size).toBe(1);
});

test("a gap that has begun is the same one still, and one that is over none", async () => {
  const watch = aRosterWatch(berlin);
  const tenDays = { ...weekend, to: "2026-01-20T11:00:00Z" };
  await watch.changeRoster(without("ada", tenDays));
  await watch.changeRoster(without("ben", tenDays));
  await watch.runAt("2026-01-09T08:00:00Z");
  await watch.runAt("2026-01-15T08:00:00Z");
  expect(idsOf(watch)).toEqual([
    "roster#gap#service#2026-01-10T11:00:00.000Z",
    "roster#gap#service#2026-01-10T11:00:00.000Z",
  ]);
  await watch.runAt("2026-01-21T08:00:00Z");
  expect(idsOf(watch)).toHaveLength(2);
});

test("where all is well nobody is told anything", async () => {
  const watch = aRosterWatch(berlin);
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(watch.sent).toEqual([]);
  expect(watch.telemetry.counts).toMatchObject({ RosterProblems: 0 });
});

test("whoever left and a roster that ends within a month are told, too", async () => {
  const [layer] = twoTakeTurns.layers;
  const ending = { ...twoTakeTurns, layers: [{ ...layer, name: "turns", until: "2026-02-05" }] };
  const watch = aRosterWatch({ ...berlin, rosters: { duty: ending } });
  await watch.changeRoster(change({ kind: "override", add: "dora", ...weekend }));
  await watch.runAt("2026-01-04T08:00:00Z");
  expect(told(watch)).toEqual([
    "duty-topic Roster duty: dora is to be on call, and is no responder any more",
  ]);
  await watch.runAt("2026-01-05T08:00:00Z");
  expect(told(watch).slice(1)).toEqual([
    "duty-topic Roster duty: dora is to be on call, and is no responder any more",
    "duty-topic Roster duty ends 2026-02-05 00:00 Berlin time",
  ]);
});

test("a day on which nobody could be told is tried again, and what was told is not told twice", async () => {
  const watch = aRosterWatch({ ...berlin, catchAll: ["duty-topic", "duty-webhook"] });
  await watch.changeRoster(without("ben"));
  watch.failing.add("duty-topic").add("duty-webhook");
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(told(watch)).toEqual([]);
  expect(watch.telemetry.counts["NoticeFailed"]).toBeGreaterThan(0);
  watch.failing.delete("duty-webhook");
  await watch.runAt("2026-01-06T08:05:00Z");
  await watch.runAt("2026-01-06T08:10:00Z");
  expect(told(watch)).toEqual([gapTitle.replace("duty-topic", "duty-webhook")]);
});

test("a storm of problems is bounded, and counted whole", async () => {
  const watch = aRosterWatch({ ...berlin, rosters: { duty: hourly } });
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(told(watch)).toHaveLength(20);
  expect(watch.telemetry.counts["RosterProblems"]).toBeGreaterThan(100);
});

const calendar = { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "rota" } }] };
const readAt = (watch: Watch, at: string, changes: Parameters<typeof aKeptFeed>[0] = {}) => {
  const kept = aKeptFeed({ at, shifts: [], ...changes });
  return watch.rosterFeeds.commit("rota", { version: 0, kept }, new Date(at));
};

test("a feed that nobody could read for a day is told once a day, as one trouble", async () => {
  const watch = aRosterWatch({ ...berlin, rosters: { duty: twoTakeTurns, calendar } });
  await readAt(watch, "2026-01-05T09:00:00.000Z");
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(told(watch)).toEqual([]);
  for (const time of ["2026-01-07T08:00:00Z", "2026-01-07T08:05:00Z", "2026-01-08T08:00:00Z"])
    await watch.runAt(time);
  const stale = "duty-topic Feed rota could not be read since 2026-01-05 10:00 Berlin time";
  expect(told(watch)).toEqual([stale, stale]);
  expect(new Set(idsOf(watch)).size).toBe(1);
});

test("events of a feed that nobody can read are told, and none of their words", async () => {
  const watch = aRosterWatch({ ...berlin, rosters: { duty: twoTakeTurns, calendar } });
  await readAt(watch, "2026-01-06T07:50:00.000Z", { unread: 2, firstUnread: 'line 7: "Zoe" names nobody' });
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(told(watch)).toEqual(["duty-topic Feed rota: 2 events cannot be read"]);
  expect(JSON.stringify(watch.sent)).not.toContain("Zoe");
});

test("a gap in what a feed says is told as any other, and begins where it began", async () => {
  const watch = aRosterWatch({ ...berlin, rosters: { duty: calendar } });
  const shift = { responder: "ada", from: "2025-12-20T00:00:00Z" };
  await readAt(watch, "2026-01-06T07:50:00.000Z", {
    shifts: [
      { ...shift, to: "2026-01-05T00:00:00Z" },
      { ...shift, from: "2026-01-07T00:00:00Z", to: "2026-03-05T00:00:00Z" },
    ],
  });
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(idsOf(watch)).toEqual(["roster#gap#service#2026-01-05T00:00:00.000Z"]);
});

test("before a feed was ever read nobody is on call by it, and that is a gap", async () => {
  const watch = aRosterWatch({ ...berlin, rosters: { duty: calendar } });
  await watch.runAt("2026-01-06T08:00:00Z");
  expect(idsOf(watch)).toEqual(["roster#gap#service#long since"]);
});

/** Every second hour is nobody's. */
const hourly = {
  time_zone: "UTC",
  layers: [
    {
      name: "turns",
      turns: [["ada"]],
      rotation: { type: "hourly" as const, every: 2, start_local: "2026-01-01T00:00" },
    },
  ],
};
