import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkCoverage } from "../../../infra/config/check-coverage.ts";
import { expandFeeds } from "../../../infra/config/expand-feeds.ts";
import { resolveConfig } from "../../../infra/config/resolve-config.ts";
import { onCallInput } from "../../builders/an-on-call-config.ts";

const folder = mkdtempSync(join(tmpdir(), "feeds-"));
const today = new Date("2026-11-29T12:00:00Z");

const feedOf = (title: string): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//A test//EN",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTART;TZID=Europe/Berlin:20261201T220000",
    "DTEND;TZID=Europe/Berlin:20261202T060000",
    "RRULE:FREQ=DAILY;COUNT=2",
    `SUMMARY:${title}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const expand = (feed: string, text?: string) => {
  if (text !== undefined) writeFileSync(join(folder, feed), text);
  return expandFeeds(join(folder, "my.config.ts"), today).safeParse({
    responders: { ada: { name: "Ada", email: "ada@brand.example" } },
    rosters: {
      nights: { time_zone: "Europe/Berlin", layers: [{ name: "rota", priority: 2, feed }] },
      days: { time_zone: "UTC", layers: [{ name: "all", turns: [["ada"]] }] },
    },
    stackName: "Mine",
  });
};

test("a layer that names a file has its shifts, in the zone of the calendar, and all else is as it was", () => {
  expect(expand("rota.ics", feedOf("Ada")).data).toMatchObject({
    stackName: "Mine",
    rosters: {
      nights: {
        layers: [
          {
            name: "rota",
            priority: 2,
            shifts: [
              { responder: "ada", from: "2026-12-01T21:00:00.000Z", to: "2026-12-02T05:00:00.000Z" },
              { responder: "ada", from: "2026-12-02T21:00:00.000Z", to: "2026-12-03T05:00:00.000Z" },
            ],
          },
        ],
      },
      days: { layers: [{ name: "all", turns: [["ada"]] }] },
    },
  });
});

test.each([
  ["a file that is not there", "missing.ics", undefined, /missing\.ics: there is no such file/u],
  ["somebody nobody knows", "unknown.ics", feedOf("Zoe"), /unknown\.ics: line \d+: .*Zoe/u],
  ["something that is no calendar", "garbage.ics", "hello", /garbage\.ics: /u],
])("%s is refused, by the field and the line", (_, feed, text, sentence) => {
  const { error } = expand(feed, text);
  expect(error?.issues[0]).toMatchObject({
    path: ["rosters", "nights", "layers", 0, "feed"],
    message: expect.stringMatching(sentence),
  });
});

test("a layer reads its dates in a zone of its own, and has nothing beside its feed", () => {
  const text = feedOf("Ada")
    .replace("DTSTART;TZID=Europe/Berlin", "DTSTART")
    .replace("DTEND;TZID=Europe/Berlin", "DTEND");
  writeFileSync(join(folder, "floating.ics"), text);
  const layer = { name: "rota", time_zone: "Asia/Tokyo", feed: "floating.ics" };
  const read = (fed: object) =>
    expandFeeds(join(folder, "my.config.ts"), today).safeParse({
      responders: { ada: { name: "Ada" } },
      rosters: { nights: { time_zone: "UTC", layers: [fed] } },
    });
  expect(read(layer).data).toMatchObject({
    rosters: { nights: { layers: [{ shifts: [{ from: "2026-12-01T13:00:00.000Z" }, {}] }] } },
  });
  expect(read({ ...layer, shifts: [] }).error?.issues).toMatchObject([
    { message: "is in the place of shifts: take one of them out" },
  ]);
});

test.each(["2026-12-01T00:00:00Z", "2026-11-30T23:59:00Z", "2027-01-31T12:00:00Z", "2027-02-28T23:59:00Z"])(
  "a calendar without an end covers the whole year that is looked at on %s",
  async (date) => {
    const always = feedOf("Ada")
      .replace("DTSTART;TZID=Europe/Berlin:20261201T220000", "DTSTART:20260101T000000Z")
      .replace("DTEND;TZID=Europe/Berlin:20261202T060000", "DTEND:20260102T000000Z")
      .replace(";COUNT=2", "");
    writeFileSync(join(folder, "always.ics"), always);
    const rosters = { duty: { time_zone: "UTC", layers: [{ name: "rota", feed: "always.ics" }] } };
    const file = join(folder, "always.config.mjs");
    writeFileSync(file, `export default ${JSON.stringify(onCallInput({ rosters }))};`);
    const config = await resolveConfig(file, new Date(date));
    expect(() => checkCoverage(config, new Date(date))).not.toThrow();
  },
);
