import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readFeed } from "../../../shared/ical/read-feed.ts";
import { writeFeed } from "../../../shared/ical/write-feed.ts";

const now = new Date("2026-03-01T12:00:00Z");
const shift = {
  responder: "alice",
  name: "Alice Liddell",
  from: new Date("2026-03-02T08:00:00Z"),
  to: new Date("2026-03-02T20:00:00Z"),
};

test("a shift is an event in UTC, with lines that end as the standard asks", () => {
  const feed = writeFeed([{ ...shift, because: "override by bob" }], {
    name: "Service, on call",
    now,
    timeZone: "Europe/Berlin",
  });
  expect(feed.split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//First Reply//On call//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    String.raw`X-WR-CALNAME:Service\, on call`,
    "X-WR-TIMEZONE:Europe/Berlin",
    "BEGIN:VEVENT",
    "UID:20260302T080000Z-alice@first-reply",
    "DTSTAMP:20260301T120000Z",
    "LAST-MODIFIED:20260301T120000Z",
    "DTSTART:20260302T080000Z",
    "DTEND:20260302T200000Z",
    "SUMMARY:Alice Liddell",
    "DESCRIPTION:override by bob",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

const eventLine = (feed: string, name: string): string | undefined =>
  feed
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .find((line) => line.startsWith(`${name}:`));

test("a shift that ends later is the same event for whoever imports it again", () => {
  const before = writeFeed([shift], { name: "Rota", now });
  const after = writeFeed([{ ...shift, to: new Date("2026-03-03T08:00:00Z") }], {
    name: "Rota",
    now: new Date("2026-03-01T13:00:00Z"),
  });
  expect(eventLine(after, "UID")).toBe(eventLine(before, "UID"));
  expect(eventLine(after, "DTSTAMP")).toBe("DTSTAMP:20260301T130000Z");
});

test.each([
  ["another responder", { ...shift, responder: "bob" }],
  ["another start", { ...shift, from: new Date("2026-03-02T09:00:00Z") }],
])("a shift of %s is another event", (_, other) => {
  const [one, another] = [shift, other].map((written) => writeFeed([written], { name: "Rota", now }));
  expect(eventLine(one ?? "", "UID")).not.toBe(eventLine(another ?? "", "UID"));
});

test("an id that is half a character has a UID too", () => {
  const feed = writeFeed([{ ...shift, responder: "\uD83D" }], { name: "Rota", now });
  expect(eventLine(feed, "UID")).toBe("UID:20260302T080000Z-%EF%BF%BD@first-reply");
});

test.each([
  ["is the id of who has no name", "", "SUMMARY:alice"],
  ["keeps what a line has a meaning for", "Liddell; Alice, \\o/", String.raw`SUMMARY:Liddell\; Alice\, \\o/`],
  ["is one line", "Alice\r\nLiddell\rof Oxford", String.raw`SUMMARY:Alice\nLiddell\nof Oxford`],
  ["has no controls and no half characters", "Al\u0000ice\u001B \uD83D", "SUMMARY:Alice \uFFFD"],
])("a title %s", (_, name, line) => {
  expect(eventLine(writeFeed([{ ...shift, name }], { name: "Rota", now }), "SUMMARY")).toBe(line);
});

test("long lines are folded between characters, at 75 bytes", () => {
  const because = "übergeben 🚨 ".repeat(40);
  const feed = writeFeed([{ ...shift, because }], { name: "Rota", now });
  for (const line of feed.split("\r\n")) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
  expect(eventLine(feed, "DESCRIPTION")).toBe(`DESCRIPTION:${because}`);
});

const anyName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);

/** Names that people have: whatever is in them, they can be told apart, and are no priorities. */
const team = fc
  .array(fc.record({ id: anyName, name: fc.option(anyName, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((people) =>
    people.map(({ id, name }, index) => ({
      id: `${unmarked(id)}${index}`,
      ...(name === undefined ? {} : { name: `${unmarked(name)} the ${index}.` }),
    })),
  );
const unmarked = (name: string): string => name.replaceAll(/\[L\d\]/giu, "");

test("what is written is read back", () => {
  const roster = team.chain((people) =>
    fc.record({
      people: fc.constant(people),
      shifts: fc.array(
        fc.record({
          who: fc.constantFrom(...people),
          from: instant,
          length: fc.integer({ min: 1, max: 30 * 86_400 }),
          because: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        }),
        { maxLength: 12 },
      ),
    }),
  );
  fc.assert(
    fc.property(roster, fc.string({ unit: "binary" }), ({ people, shifts }, name) => {
      const feed = writeFeed(
        shifts.map(({ who: { id, name: called }, from, length, because }) => ({
          responder: id,
          from: new Date(from),
          to: new Date(from + length * 1000),
          ...(called === undefined ? {} : { name: called }),
          ...(because === undefined ? {} : { because }),
        })),
        { name, now, timeZone: "Europe/Berlin" },
      );
      const read = readFeed(feed, {
        from: new Date("2019-01-01T00:00Z"),
        to: new Date("2036-01-01T00:00Z"),
        timeZone: "Asia/Tokyo",
        responders: people,
      });
      const written = shifts.map(({ who, from, length }) =>
        JSON.stringify([who.id, new Date(from).toISOString(), new Date(from + length * 1000).toISOString()]),
      );
      expect(read.problems).toEqual([]);
      expect(
        new Set(read.shifts.map(({ responder, from, to }) => JSON.stringify([responder, from, to]))),
      ).toEqual(new Set(written));
    }),
  );
});
