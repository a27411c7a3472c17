import { describe, expect, test } from "vitest";
import type { ChannelMemory } from "../../../../shared/domain/channels/channel-memory.ts";
import {
  closeOutage,
  decideUpkeep,
  needsPerson,
  refused,
  type PlatformAbility,
} from "../../../../shared/domain/channels/decide-upkeep.ts";
import { aChannelMemory } from "../../../builders/a-channel-memory.ts";

const now = new Date("2026-11-21T03:00:00Z");
const at = (time: string, day = 21): string => `2026-11-${day}T${time}.000Z`;
const budget = { dollarsPerDay: 4, dollarsPerMonth: 10 };

const x: PlatformAbility = { refreshes: true, replays: true, searches: "always", budget };
const thrifty: PlatformAbility = { ...x, budget: { dollarsPerDay: 0, dollarsPerMonth: 0 } };
const facebook: PlatformAbility = { refreshes: false, replays: false, searches: "afterOutage", budget };

const active = { state: "active" } as const;
const decide = (
  platform: PlatformAbility,
  memory: Partial<ChannelMemory> = {},
  subscription: Parameters<typeof decideUpkeep>[0]["subscription"] = active,
) => decideUpkeep({ memory: aChannelMemory(memory), subscription, platform, now });

const outage = (from: string, to: string | null, changes = {}): Pick<ChannelMemory, "outage"> => ({
  outage: { from, to, replayedTo: from, isSearched: false, ...changes },
});

test("a channel that is fine needs nothing, but where push has gaps and money is granted", () => {
  expect(decide(thrifty)).toEqual([]);
  expect(decide(facebook)).toEqual([]);
  expect(decide(x)).toEqual([{ kind: "search", since: new Date(at("02:43:00")), dollars: 1 }]);
});

test.each(["invalid", "missing", "partial"] as const)("a webhook that is %s is revived", (state) => {
  expect(decide(thrifty, {}, { state })).toEqual([{ kind: "revive" }]);
});

test.each([
  ["in half an hour", at("03:30:00"), ["refresh"]],
  ["an hour ago", at("02:00:00"), ["refresh"]],
  ["in an hour", at("04:00:00"), []],
  ["never, as far as anybody knows", undefined, []],
])("a token that expires %s", (_, tokenExpiresAt, expected) => {
  expect(decide(thrifty, {}, { state: "active", tokenExpiresAt }).map(({ kind }) => kind)).toEqual(expected);
  expect(decide(facebook, {}, { state: "active", tokenExpiresAt })).toEqual([]);
});

test("what is needed is done in order: the token, the webhook, what was missed", () => {
  const memory = outage(at("01:00:00"), at("02:00:00"));
  const kinds = decide(x, memory, { state: "invalid", tokenExpiresAt: at("03:01:00") }).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(["refresh", "revive", "replay", "search"]);
});

const spans = (memory: Partial<ChannelMemory>) =>
  decide(thrifty, memory).map((step) =>
    step.kind === "replay" ? `${step.from.toISOString()} ${step.to.toISOString()}` : step.kind,
  );

describe("an outage is delivered again", () => {
  test.each([
    [
      "once it is over and settled",
      outage(at("01:00:00"), at("02:00:00")),
      `${at("01:00:00")} ${at("02:00:00")}`,
    ],
    [
      "two hours at a time",
      outage(at("20:00:00", 20), at("02:00:00")),
      `${at("20:00:00", 20)} ${at("22:00:00", 20)}`,
    ],
    [
      "from where the last two hours ended",
      outage(at("20:00:00", 20), at("02:00:00"), { replayedTo: at("22:00:00", 20) }),
      `${at("22:00:00", 20)} ${at("00:00:00")}`,
    ],
    [
      "as far back as it is kept",
      outage(at("00:00:00", 19), at("02:00:00")),
      `${at("03:01:00", 20)} ${at("05:01:00", 20)}`,
    ],
  ])("%s", (_, memory, span) => {
    expect(spans(memory)).toEqual([span]);
  });

  test.each([
    ["while it lasts", outage(at("01:00:00"), null)],
    ["when it began a moment ago", outage(at("02:40:00"), at("02:45:00"))],
    ["when it ended a moment ago", outage(at("01:00:00"), at("02:55:00"))],
    ["when all of it was", outage(at("01:00:00"), at("02:00:00"), { replayedTo: at("02:00:00") })],
    ["when it is forgotten", outage(at("00:00:00", 18), at("02:00:00", 20))],
  ])("not %s", (_, memory) => {
    expect(spans(memory)).toEqual([]);
  });
});

describe("what was never pushed is searched for", () => {
  test.each([
    ["from the outage's start, while it lasts", outage(at("01:00:00"), null), at("00:58:00")],
    [
      "once more when it is over",
      { ...outage(at("01:00:00"), at("02:50:00")), searchedTo: at("02:45:00") },
      at("02:43:00"),
    ],
  ])("on a platform that lets us read for nothing, %s", (_, memory, since) => {
    expect(decide(facebook, { searchedTo: null, ...memory })).toEqual([
      { kind: "search", since: new Date(since), dollars: 0 },
    ]);
  });

  test("but not twice", () => {
    expect(decide(facebook, outage(at("01:00:00"), at("02:00:00"), { isSearched: true }))).toEqual([]);
  });

  const day = { day: "2026-11-21", month: "2026-11" };
  test.each([
    ["what the day has left", { ...day, dayDollars: 3.4, monthDollars: 5 }, 0.6],
    ["what the month has left", { ...day, dayDollars: 0.1, monthDollars: 9.75 }, 0.25],
    ["a quarter of a new day's money", { ...day, day: "2026-11-20", dayDollars: 4, monthDollars: 5 }, 1],
    [
      "a quarter of a day's in a new month",
      { day: "2026-10-31", month: "2026-10", dayDollars: 4, monthDollars: 10 },
      1,
    ],
  ])("where reading costs money, for %s", (_, spent, dollars) => {
    expect(decide(x, { spent })).toMatchObject([{ kind: "search", dollars }]);
  });

  test("and not when that does not pay the shortest list", () => {
    expect(decide(x, { spent: { ...day, dayDollars: 3.997, monthDollars: 5 } })).toEqual([]);
  });

  test("at first for a day, and never for more than a search knows", () => {
    expect(decide(x, { searchedTo: null })).toMatchObject([{ since: new Date(at("02:58:00", 20)) }]);
    expect(decide(x, { searchedTo: "2026-10-01T00:00:00.000Z" })).toMatchObject([
      { since: new Date(at("15:00:00", 14)) },
    ]);
  });
});

describe("an outage is over for us", () => {
  test.each([
    [
      "when it was replayed",
      thrifty,
      outage(at("01:00:00"), at("02:00:00"), { replayedTo: at("02:00:00") }),
      true,
    ],
    ["not before", thrifty, outage(at("01:00:00"), at("02:00:00")), false],
    ["when nobody can replay it any more", thrifty, outage(at("00:00:00", 18), at("02:00:00", 20)), true],
    ["when it was searched", facebook, outage(at("01:00:00"), at("02:00:00"), { isSearched: true }), true],
    ["not while it lasts", facebook, outage(at("01:00:00"), null, { isSearched: true }), false],
  ] as const)("%s", (_, platform, memory, isClosed) => {
    expect(closeOutage(aChannelMemory(memory), platform, now).outage === null).toBe(isClosed);
  });
});

const times = (count: number) =>
  Array.from({ length: count }).reduce<ReturnType<typeof refused> | null>(
    (known) => refused(known, { reason: "unavailable", againAt: undefined }, now),
    null,
  );

describe("a platform that refuses is asked again later", () => {
  test.each([
    [1, "03:05:00"],
    [2, "03:10:00"],
    [4, "03:40:00"],
    [5, "04:00:00"],
    [50, "04:00:00"],
  ])("the %d. time at the latest at %s", (count, againAt) => {
    expect(times(count)).toMatchObject({ times: count, since: at("03:00:00"), againAt: at(againAt) });
  });

  test("or when it said, and a person is needed only after an hour of it", () => {
    const refusal = refused(null, { reason: "limited", againAt: new Date(at("03:12:00")) }, now);
    expect(refusal.againAt).toBe(at("03:12:00"));
    expect(needsPerson(refusal, new Date(at("03:59:59")))).toBe(false);
    expect(needsPerson(refusal, new Date(at("04:00:00")))).toBe(true);
  });
});
