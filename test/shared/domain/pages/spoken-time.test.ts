import { describe, expect, test } from "vitest";
import { fullTime, shortTime, spokenSpan, zoneWords } from "../../../../shared/domain/pages/spoken-time.ts";

describe("a time is told in the reader's own zone", () => {
  const now = new Date("2026-11-21T10:23:00Z");
  test.each([
    ["Europe/Berlin", "2026-11-21T10:15:00Z", "11:15 (+01:00 Europe/Berlin)"],
    ["Asia/Kathmandu", "2026-11-21T10:15:00Z", "16:00 (+05:45 Asia/Kathmandu)"],
    ["America/New_York", "2026-11-21T10:15:00Z", "05:15 (-05:00 America/New_York)"],
    ["America/St_Johns", "2026-11-21T10:15:00Z", "06:45 (-03:30 America/St_Johns)"],
    ["UTC", "2026-11-21T10:15:00Z", "10:15 (+00:00 UTC)"],
    ["Pacific/Kiritimati", "2026-11-21T10:15:00Z", "00:15 (+14:00 Pacific/Kiritimati)"],
  ])("%s: %s is %s", (zone, at, told) => {
    expect(fullTime(at, { zone, now })).toBe(told);
  });
});

describe("a time on another day of the reader's says which", () => {
  test.each([
    ["Europe/Berlin", "2026-11-21T22:59:00Z", "23:59 Berlin time"],
    ["Europe/Berlin", "2026-11-21T23:00:00Z", "2026-11-22 00:00 Berlin time"],
    ["Asia/Kathmandu", "2026-11-21T18:14:00Z", "23:59 Kathmandu time"],
    ["Asia/Kathmandu", "2026-11-21T18:15:00Z", "2026-11-22 00:00 Kathmandu time"],
    ["America/Los_Angeles", "2026-11-21T07:59:00Z", "2026-11-20 23:59 Los Angeles time"],
    ["America/Los_Angeles", "2026-11-21T08:00:00Z", "00:00 Los Angeles time"],
  ])("%s: %s is %s", (zone, at, told) => {
    expect(shortTime(at, { zone, now: new Date("2026-11-21T10:23:00Z") })).toBe(told);
  });
});

describe("on a day the clocks change", () => {
  test.each([
    ["before they go back", "2026-10-25T00:30:00Z", "02:30 (+02:00 Europe/Berlin)"],
    ["after they went back: the same hour again", "2026-10-25T01:30:00Z", "02:30 (+01:00 Europe/Berlin)"],
    ["before they go forward", "2026-03-29T00:59:00Z", "01:59 (+01:00 Europe/Berlin)"],
    ["after they went forward", "2026-03-29T01:00:00Z", "03:00 (+02:00 Europe/Berlin)"],
  ])("%s", (_, at, told) => {
    expect(fullTime(at, { zone: "Europe/Berlin", now: new Date(at) })).toBe(told);
  });
});

test.each([
  ["UTC", "UTC"],
  ["Europe/Berlin", "Berlin time"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires time"],
])("%s is told as %s", (zone, words) => {
  expect(zoneWords(zone)).toBe(words);
});

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, "less than a minute"],
  [59 * second, "less than a minute"],
  [-5 * second, "less than a minute"],
  [minute, "1 minute"],
  [23 * minute + 59 * second, "23 minutes"],
  [hour, "1 hour"],
  [hour + minute, "1 hour 1 minute"],
  [3 * hour + 20 * minute, "3 hours 20 minutes"],
  [day, "1 day"],
  [2 * day + 3 * hour + 59 * minute, "2 days 3 hours"],
])("%i milliseconds are %s", (span, spoken) => {
  expect(spokenSpan(span)).toBe(spoken);
});
