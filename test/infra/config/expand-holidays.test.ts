import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { resolveConfig } from "../../../infra/config/resolve-config.ts";
import type { WrittenHoliday } from "../../../shared/config/written-calendar.ts";

const folder = mkdtempSync(join(tmpdir(), "holidays-"));
const today = new Date("2026-11-22T12:00:00Z");
let files = 0;

/** The calendar `office` of a configuration that gives it these holidays. */
const office = async (holidays: readonly unknown[], changes: object = {}) => {
  const calendar = {
    time_zone: "Europe/Berlin",
    weekly: { mon: [["09:00", "17:00"]] },
    holidays,
    ...changes,
  };
  const file = join(folder, `${(files += 1)}.config.mjs`);
  writeFileSync(
    file,
    `export default ${JSON.stringify({ ...pipelineConfig, calendars: { office: calendar } })}`,
  );
  const { calendars } = await resolveConfig(file, today);
  return calendars["office"] ?? expect.unreachable("the calendar is gone");
};

const holidaysOf = async (...holidays: WrittenHoliday[]) => (await office(holidays)).holidays ?? [];

test("a date of our own is what it was", async () => {
  expect(await holidaysOf("2026-12-24", "2027-05-28")).toEqual(["2026-12-24", "2027-05-28"]);
});

test("a date that comes every year is there in this one and the two that follow", async () => {
  expect(await holidaysOf("12-24")).toEqual(["2026-12-24", "2027-12-24", "2028-12-24"]);
  expect(await holidaysOf("02-29")).toEqual(["2028-02-29"]);
});

test("a closure is every date of it, for that one time", async () => {
  const closure = { from: "2026-12-30", to: "2027-01-02" };
  expect(await holidaysOf(closure)).toEqual(["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]);
  await expect(holidaysOf({ from: "2027-01-02", to: "2026-12-30" })).rejects.toThrow("is before from");
});

test("half a day is a break, beside those the date has", async () => {
  const { holidays, breaks } = await office(
    [
      { date: "12-24", closed: ["12:00", "24:00"] },
      { date: "2026-12-24", closed: ["09:00", "09:30"] },
    ],
    { breaks: { "2026-12-24": [["10:00", "10:15"]] } },
  );
  expect(holidays).toEqual([]);
  expect(breaks).toEqual({
    "2026-12-24": [
      ["10:00", "10:15"],
      ["12:00", "24:00"],
      ["09:00", "09:30"],
    ],
    "2027-12-24": [["12:00", "24:00"]],
    "2028-12-24": [["12:00", "24:00"]],
  });
});

test("a region has its country's public holidays and its own", async () => {
  const bavaria = await holidaysOf({ country: "DE", region: "BY" });
  const augsburg = await holidaysOf({ country: "DE", region: "BY-A" });
  const berlin = await holidaysOf({ country: "DE", region: "BE" });
  expect(bavaria).toEqual(expect.arrayContaining(["2026-12-25", "2027-01-06", "2027-03-26", "2028-10-03"]));
  expect(bavaria).not.toContain("2027-08-08");
  expect(augsburg).toContain("2027-08-08");
  expect(berlin).toContain("2027-03-08");
  expect(berlin).not.toContain("2027-01-06");
});

test("what is no public holiday is not among them: banks close on Christmas Eve, offices do not", async () => {
  expect(await holidaysOf({ country: "DE" })).not.toContain("2026-12-24");
});

test("a day to make up for a holiday on a weekend is one", async () => {
  expect(await holidaysOf({ country: "GB", region: "ENG" })).toEqual(
    expect.arrayContaining(["2026-12-25", "2026-12-28", "2027-01-01"]),
  );
});

test("a holiday of several days has all of them, and one on a day of 23 hours has that day alone", async () => {
  expect(await holidaysOf({ country: "AE" })).toEqual(
    expect.arrayContaining(["2026-05-27", "2026-05-28", "2026-05-29"]),
  );
  const danish = await holidaysOf({ country: "DK" });
  expect(danish).toContain("2027-03-28");
});

test("a holiday that begins at noon is half a day", async () => {
  const { breaks } = await office([{ country: "CW" }]);
  expect(breaks).toMatchObject({ "2026-12-31": [["12:00", "24:00"]] });
});

test("places together have the holidays of each, once", async () => {
  const both = await holidaysOf({ country: "DE" }, { country: "AT" });
  expect(new Set(both).size).toBe(both.length);
  expect(both).toEqual(expect.arrayContaining(["2027-10-03", "2027-10-26"]));
});

test.each<[field: string, message: RegExp, holiday: unknown]>([
  ["holidays[0].country", /has no holidays we know of: write one of AD, /u, { country: "ZZ" }],
  ["holidays[0].region", /is none of DE: write one of BB, BE, BW/u, { country: "DE", region: "ZZ" }],
  ["holidays[0].region", /is none of DE: write one of BY-A/u, { country: "DE", region: "BY-Z" }],
  ["holidays[0]", /write "2026-12-24", "12-24" for every year/u, "24 December"],
  ["holidays[0]", /write "2026-12-24", "12-24" for every year/u, "2026-02-30"],
  ["holidays[0]", /knows nothing called state: take it out/u, { country: "DE", state: "BY" }],
])("%s is refused: %s", async (field, message, holiday) => {
  const refused = office([holiday]);
  await expect(refused).rejects.toThrow(`calendars.office.${field}: `);
  await expect(refused).rejects.toThrow(message);
});
