import { expect, test } from "vitest";
import { whoIsOnCall } from "../../../../shared/domain/roster.ts";
import {
  feedsOf,
  fedRoster,
  knownUntil,
  type KeptFeeds,
} from "../../../../shared/domain/roster/fed-roster.ts";
import { neverRead, type KeptFeed } from "../../../../shared/domain/roster/kept-feed.ts";
import { rosterEnds } from "../../../../shared/domain/roster/roster-ends.ts";
import { aKeptFeed, aReadFeed } from "../../../builders/a-kept-feed.ts";
import { rosterIn } from "./layers.ts";

const rota = { feed: { secret: "rota" }, priority: 1 };
const behind = { turns: [["cem"]] };
const keeping = (kept: KeptFeed): KeptFeeds => new Map([["rota", kept]]);
const morning = new Date("2026-01-05T09:00:00Z");
const afternoon = new Date("2026-01-05T15:00:00Z");

test.each([
  ["that was read wins while it has somebody", aKeptFeed(), ["ada"], ["cem"]],
  ["that was never read has nobody, and is in nobody's way", neverRead, ["cem"], ["cem"]],
  [
    "that cannot be read any more has whom it had",
    { ...aKeptFeed(), failing: { since: morning.toISOString(), because: "answered 404" } },
    ["ada"],
    ["cem"],
  ],
])("a layer of a feed %s", (_, kept, inTheMorning, inTheAfternoon) => {
  const fed = fedRoster(rosterIn("UTC", rota, behind), keeping(kept));
  expect(whoIsOnCall(fed, morning)).toEqual(inTheMorning);
  expect(whoIsOnCall(fed, afternoon)).toEqual(inTheAfternoon);
});

test("a layer of a feed nobody was asked for has nobody", () => {
  expect(whoIsOnCall(rosterIn("UTC", rota), morning)).toEqual([]);
});

test("a layer keeps its bounds and hours, whatever its feed says", () => {
  const evenings = { ...rota, only: [{ start: "10:00", end: "11:00" }] };
  const fed = fedRoster(rosterIn("UTC", evenings), keeping(aKeptFeed()));
  expect(whoIsOnCall(fed, morning)).toEqual([]);
  expect(whoIsOnCall(fed, new Date("2026-01-05T10:30:00Z"))).toEqual(["ada"]);
});

test("each feed is named once, whatever layers name it", () => {
  const other = { feed: { secret: "other" } };
  expect(feedsOf([rosterIn("UTC", rota, behind, other), rosterIn("UTC", rota)])).toEqual(["rota", "other"]);
});

test.each([
  ["a whole roster that no feed is in is known for ever", rosterIn("UTC", behind), Infinity],
  ["one of a feed nobody asked for is not known at all", rosterIn("UTC", behind, rota), -Infinity],
  [
    "one of a feed is known as far ahead as that was read",
    fedRoster(rosterIn("UTC", rota, behind), keeping(aKeptFeed())),
    Date.parse(aReadFeed().until),
  ],
  [
    "one of a feed that was never read is known to be empty",
    fedRoster(rosterIn("UTC", rota), keeping(neverRead)),
    Infinity,
  ],
])("%s", (_, roster, until) => {
  expect(knownUntil(roster)).toBe(until);
});

const until = (to: string) => ({ shifts: [{ responder: "ada", from: "2026-01-05T00:00:00Z", to }] });

test.each([
  ["with a month of nothing behind its last shift ends with that", "2026-02-06T08:00:00Z", true],
  ["with less goes on, as far as anybody knows", "2026-02-06T09:00:00Z", false],
])("a roster of a feed %s", (_, to, ends) => {
  const fed = fedRoster(rosterIn("UTC", rota), keeping(aKeptFeed(until(to))));
  expect(rosterEnds(fed)?.getTime() ?? null).toBe(ends ? Date.parse(to) : null);
});

test("a roster of a feed without a shift, or that nobody asked for, is no roster that ended", () => {
  expect(rosterEnds(rosterIn("UTC", rota))).toBeNull();
  expect(rosterEnds(fedRoster(rosterIn("UTC", rota), keeping(neverRead)))).toBeNull();
  expect(rosterEnds(fedRoster(rosterIn("UTC", rota), keeping(aKeptFeed({ shifts: [] }))))).toBeNull();
});
