import { expect, test } from "vitest";
import { checkCoverage } from "../../../infra/config/check-coverage.ts";
import { unreadFeeds } from "../../../infra/config/unread-feeds.ts";
import { anOnCallConfig, onCallInput, twoTakeTurns } from "../../builders/an-on-call-config.ts";

const today = new Date("2026-11-29T12:00:00Z");
const rota = { name: "rota", priority: 1, feed: { secret: "nights-rota" } };
const onlyFed = { duty: { time_zone: "UTC", layers: [rota] } };
const [turns] = twoTakeTurns.layers;
const behind = (changes: object = {}) => ({
  duty: { time_zone: "UTC", layers: [rota, { ...turns, name: "turns", ...changes }] },
});

test("a team whom only a feed gives somebody may be deployed, and that is said", () => {
  const config = anOnCallConfig({ rosters: onlyFed });
  expect(() => checkCoverage(config, today)).not.toThrow();
  expect(unreadFeeds(config, today)).toEqual([
    expect.stringMatching(
      /^team service: .* feeds \(nights-rota\), .* judged every day, once they were read/u,
    ),
  ]);
});

test("nothing is said where somebody is behind the feed in every hour", () => {
  expect(unreadFeeds(anOnCallConfig({ rosters: behind() }), today)).toEqual([]);
});

test("it is said where that is not so in some of them", () => {
  const nights = { only: [{ start: "20:00", end: "08:00" }] };
  expect(unreadFeeds(anOnCallConfig({ rosters: behind(nights) }), today)).toHaveLength(1);
});

test("nor is it where nobody on call is meant, or there is no feed", () => {
  const { teams } = onCallInput();
  const service = { ...teams["service"], takes: ["service" as const], mayHaveNobodyOnCall: true };
  const meant = anOnCallConfig({ rosters: onlyFed, teams: { ...teams, service } });
  expect(unreadFeeds(meant, today)).toEqual([]);
  expect(unreadFeeds(anOnCallConfig(), today)).toEqual([]);
});
