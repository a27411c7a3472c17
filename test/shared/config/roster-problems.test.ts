import { expect, test } from "vitest";
import { feedProblems, rosterProblems } from "../../../shared/config/roster-problems.ts";
import type { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";
import { anOnCallConfig, twoTakeTurns } from "../../builders/an-on-call-config.ts";
import { fedRoster } from "../../../shared/domain/roster/fed-roster.ts";
import { neverRead } from "../../../shared/domain/roster/kept-feed.ts";
import { aKeptFeed } from "../../builders/a-kept-feed.ts";
import { change, shift } from "../domain/roster/layers.ts";

const window = { from: new Date("2026-01-05T00:00:00Z"), to: new Date("2026-01-12T00:00:00Z") };
const evening = { from: "2026-01-06T19:00:00Z", to: "2026-01-06T23:00:00Z" };
const gap = { from: new Date(evening.from), to: new Date(evening.to) };
const changed = (...changes: RosterChange[]) => new Map([["duty", changes]]);

test("a roster that somebody always has, has none", () => {
  expect(rosterProblems(anOnCallConfig(), window)).toEqual([]);
});

test("where somebody was taken out urgent service would wake nobody", () => {
  const out = change({ kind: "override", remove: "ben", ...evening });
  expect(rosterProblems(anOnCallConfig(), window, changed(out))).toEqual([
    { kind: "gap", team: "service", ...gap, isMeant: false },
  ]);
});

test("a gap that the configuration means is told as one", () => {
  const { teams } = anOnCallConfig();
  const service = { ...teams["service"], takes: ["service" as const], mayHaveNobodyOnCall: true };
  const config = anOnCallConfig({ teams: { ...teams, service } });
  const out = change({ kind: "override", remove: "ben", ...evening });
  expect(rosterProblems(config, window, changed(out))).toMatchObject([{ kind: "gap", isMeant: true }]);
});

test("who left is named with what names them, and is nobody while they are on call", () => {
  const schedule = change({
    kind: "temporary",
    ...evening,
    shifts: [shift("dora", evening.from, evening.to)],
  });
  expect(rosterProblems(anOnCallConfig(), window, changed(schedule))).toEqual([
    { kind: "gap", team: "service", ...gap, isMeant: false },
    { kind: "left", roster: "duty", responder: "dora", where: "temporary by ada" },
  ]);
});

test("who left and was on call is no problem any more, nor who only offers a swap", () => {
  const past = change({
    kind: "override",
    add: "dora",
    from: "2026-01-04T00:00:00Z",
    to: "2026-01-05T00:00:00Z",
  });
  const offer = change({ id: "swap", kind: "swap", responder: "dora", taken_by: null, ...evening });
  expect(rosterProblems(anOnCallConfig(), window, changed(past, offer))).toEqual([]);
});

test("whoever took over a swap and left is a problem once, however often they are named", () => {
  const swap = change({ kind: "swap", responder: "ben", taken_by: "dora", ...evening });
  const joins = change({ id: "joins", kind: "override", add: "dora", ...evening });
  const left = rosterProblems(anOnCallConfig(), window, changed(swap, joins)).filter(
    ({ kind }) => kind === "left",
  );
  expect(left).toEqual([{ kind: "left", roster: "duty", responder: "dora", where: "swap by ada" }]);
});

test("a roster says when it ends", () => {
  const [layer] = twoTakeTurns.layers;
  const ending = { ...twoTakeTurns, layers: [{ ...layer, name: "turns", until: "2027-01-01" }] };
  expect(rosterProblems(anOnCallConfig({ rosters: { duty: ending } }), window)).toEqual([
    { kind: "ends", roster: "duty", at: new Date("2026-12-31T23:00:00Z") },
  ]);
});

const fedBy = (kept?: ReturnType<typeof aKeptFeed>) => {
  const written = { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "rota" } }] };
  const feeds = new Map(kept === undefined ? [] : [["rota", kept]]);
  const config = anOnCallConfig({ rosters: { duty: written } });
  return { ...config, rosters: { duty: fedRoster(written, feeds) } };
};
const untilTenth = aKeptFeed({
  until: "2026-01-10T00:00:00.000Z",
  shifts: [
    shift("ada", "2026-01-04T00:00:00Z", "2026-01-08T00:00:00Z"),
    shift("ben", "2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z"),
  ],
});

test.each([
  ["of which nothing was read here is not judged", fedBy(), []],
  ["that was never read would wake nobody", fedBy(neverRead), [window]],
  [
    "that was read is judged as far as it was",
    fedBy(untilTenth),
    [{ from: new Date("2026-01-08T00:00:00Z"), to: new Date("2026-01-09T00:00:00Z") }],
  ],
])("a roster of a feed %s", (_, config, gaps) => {
  expect(rosterProblems(config, window)).toEqual(
    gaps.map((times) => ({ kind: "gap", team: "service", isMeant: false, ...times })),
  );
});

test("a feed that nobody could read for a day is told, and events that nobody can read", () => {
  const feeds = new Map([
    ["fresh", aKeptFeed()],
    ["broken", aKeptFeed({ at: "2026-01-04T08:00:00.000Z" })],
    ["puzzling", aKeptFeed({ unread: 2, firstUnread: 'line 7: "Zoe" names nobody' })],
    ["new", neverRead],
  ]);
  expect(feedProblems(feeds, new Date("2026-01-05T08:15:00Z"))).toEqual([
    { kind: "stale", feed: "broken", since: new Date("2026-01-04T08:00:00Z") },
    { kind: "unread", feed: "puzzling", events: 2, first: 'line 7: "Zoe" names nobody' },
  ]);
});
