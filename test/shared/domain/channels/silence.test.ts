import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noticeSilence, type Silence } from "../../../../shared/domain/channels/silence.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Saturday, three in the morning. */
const now = new Date("2026-11-21T03:00:00Z");
const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);

/** Something heard every so many minutes between two hours of the day, for so many days up to an instant. */
const heardDaily = (wish: { days: number; from: number; to: number; every: number; until: Date }): Date[] => {
  const heard: Date[] = [];
  const start = wish.until.getTime() - wish.days * day;
  for (let at = start; at <= wish.until.getTime(); at += wish.every * minute) {
    const hourOfDay = new Date(at).getUTCHours();
    if (hourOfDay >= wish.from && hourOfDay < wish.to) heard.push(new Date(at));
  }
  return heard;
};

const begun = (webhooks: Date[], at = now, told: readonly Silence[] = []) =>
  noticeSilence({ webhooks, handshakes: null }, told, at).begun.map(({ reason }) => reason);

describe("a channel is compared with itself", () => {
  test.each([
    ["busy all night, quiet for two hours", { from: 0, to: 24, every: 10, quiet: 2 * hour }, ["quiet"]],
    ["busy all night, quiet for twenty minutes", { from: 0, to: 24, every: 10, quiet: 20 * minute }, []],
    [
      "busy all night, quiet for forty minutes",
      { from: 0, to: 24, every: 10, quiet: 40 * minute },
      ["quiet"],
    ],
    ["open from eight to ten in the evening, at three", { from: 8, to: 22, every: 10, quiet: 5 * hour }, []],
    ["heard once every four hours, quiet for ten", { from: 0, to: 24, every: 240, quiet: 10 * hour }, []],
    ["heard once every four hours, quiet for a day", { from: 0, to: 24, every: 240, quiet: day }, ["quiet"]],
  ])("%s", (_, { quiet, ...wish }, expected) => {
    expect(begun(heardDaily({ ...wish, days: 28, until: before(quiet) }))).toEqual(expected);
  });

  test("a shop that does not open in the morning is missed that morning, not at night", () => {
    const heard = heardDaily({ days: 28, from: 8, to: 22, every: 10, until: before(5 * hour) });
    expect(begun(heard, new Date("2026-11-21T07:30:00Z"))).toEqual([]);
    expect(begun(heard, new Date("2026-11-21T10:00:00Z"))).toEqual(["quiet"]);
  });

  test("Sundays are compared with Sundays", () => {
    const heard = heardDaily({ days: 28, from: 0, to: 24, every: 10, until: now }).filter(
      (at) => at.getUTCDay() !== 0,
    );
    expect(begun(heard, new Date("2026-11-22T15:00:00Z"))).toEqual([]);
    const shut = heard.filter((at) => at < new Date("2026-11-20T12:00:00Z"));
    expect(begun(shut, now)).toEqual(["quiet"]);
  });

  test("one week in which it was dead does not make that usual, but a week alone is all there is", () => {
    const heard = heardDaily({ days: 28, from: 0, to: 24, every: 10, until: before(2 * hour) }).filter(
      (at) => !at.toISOString().startsWith("2026-11-14"),
    );
    expect(begun(heard)).toEqual(["quiet"]);
    expect(begun(heard.filter((at) => at > before(14 * day)))).toEqual([]);
  });

  test.each([
    ["nothing was ever heard", []],
    [
      "it was first heard twelve days ago",
      heardDaily({ days: 10, from: 0, to: 24, every: 10, until: before(2 * day) }),
    ],
  ])("nobody can tell when %s", (_, heard) => {
    expect(begun(heard)).toEqual([]);
  });
});

describe("a silence is raised once", () => {
  const heard = heardDaily({ days: 28, from: 8, to: 22, every: 10, until: new Date("2026-11-20T14:00:00Z") });
  const tell = (at: string, told: readonly Silence[], more: Date[] = []) =>
    noticeSilence({ webhooks: [...heard, ...more], handshakes: null }, told, new Date(at));

  test("lasts through hours in which it would be usual, and is not raised again the next morning", () => {
    const afternoon = tell("2026-11-20T17:00:00Z", []);
    expect(afternoon.begun).toMatchObject([{ reason: "quiet", since: "2026-11-20T14:00:00.000Z" }]);
    const night = tell("2026-11-21T03:00:00Z", afternoon.lasting);
    expect(night).toEqual({ begun: [], lasting: afternoon.lasting });
    expect(tell("2026-11-21T12:00:00Z", night.lasting).begun).toEqual([]);
  });

  test("ends when something is heard; the next one is another", () => {
    const { lasting } = tell("2026-11-20T17:00:00Z", []);
    const more = [new Date("2026-11-20T17:05:00Z")];
    expect(tell("2026-11-20T17:15:00Z", lasting, more)).toEqual({ begun: [], lasting: [] });
    const later = tell("2026-11-20T20:00:00Z", [], more);
    expect(later.begun).toMatchObject([{ since: "2026-11-20T17:05:00.000Z" }]);
  });
});

describe("a platform that checks on us, and has not for a day", () => {
  test.each([
    ["checked an hour ago", [hour], []],
    ["checked 25 hours ago", [25 * hour], ["no-handshake"]],
    ["never checked since we first heard of it", [], ["no-handshake"]],
  ])("%s", (_, ago, expected) => {
    const handshakes = ago.map(before);
    const heard = { webhooks: [before(3 * day), before(minute)], handshakes };
    expect(noticeSilence(heard, [], now).begun.map(({ reason }) => reason)).toEqual(expected);
  });

  test("is no news for a channel that was never heard, nor for a platform that never checks", () => {
    expect(noticeSilence({ webhooks: [], handshakes: [] }, [], now).begun).toEqual([]);
    expect(noticeSilence({ webhooks: [before(2 * day)], handshakes: null }, [], now).begun).toEqual([]);
  });
});

/** The same week five times, up to now. */
const repeated = (slots: number[]): Date[] =>
  [4, 3, 2, 1, 0]
    .flatMap((weeks) => slots.map((slot) => new Date(now.getTime() - weeks * 7 * day - 7 * day + slot)))
    .filter((at) => at <= now)
    .toSorted((one, other) => one.getTime() - other.getTime());

describe("whatever the history", () => {
  /** Minutes of one week at which something is heard. */
  const week = fc
    .uniqueArray(fc.integer({ min: 0, max: 7 * 24 * 12 - 1 }), { minLength: 1, maxLength: 60 })
    .map((slots) => slots.map((slot) => slot * 5 * minute));

  test("a channel that does what it did the weeks before is never silent", () => {
    fc.assert(
      fc.property(week, (slots) => {
        expect(begun(repeated(slots))).toEqual([]);
      }),
    );
  });

  test("nothing heard within half an hour is ever a silence, and none is ever begun twice", () => {
    fc.assert(
      fc.property(week, fc.integer({ min: 0, max: 60 * 24 * 14 }), (slots, minutes) => {
        const webhooks = repeated(slots);
        const at = new Date((webhooks.at(-1) ?? now).getTime() + minutes * minute);
        const { lasting, begun: first } = noticeSilence({ webhooks, handshakes: null }, [], at);
        expect(minutes > 30 || first.length === 0).toBe(true);
        expect(noticeSilence({ webhooks, handshakes: null }, lasting, at).begun).toEqual([]);
      }),
    );
  });
});
