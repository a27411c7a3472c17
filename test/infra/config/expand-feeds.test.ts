import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expandFeeds } from "../../../infra/config/expand-feeds.ts";

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
