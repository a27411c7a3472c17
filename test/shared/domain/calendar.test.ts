import { describe, expect, test } from "vitest";
import {
  dueAt,
  dueInDays,
  isOpen,
  nextOpening,
  openSecondsBetween,
  type Pause,
} from "../../../shared/domain/calendar.ts";
import type { Calendar } from "../../../shared/domain/calendar/calendar-shape.ts";

const minutes = (count: number): number => count * 60;
const hours = (count: number): number => count * 3600;

const workweek = (zone: string, ...segments: [string, string][]): Calendar => ({
  time_zone: zone,
  weekly: { mon: segments, tue: segments, wed: segments, thu: segments, fri: segments },
});

const everyDay = (zone: string, ...segments: [string, string][]): Calendar => {
  const { weekly, ...rest } = workweek(zone, ...segments);
  return { ...rest, weekly: { ...weekly, sat: segments, sun: segments } };
};

const office = workweek("Europe/Berlin", ["09:00", "17:00"]);
const withLunch = workweek("Europe/Berlin", ["09:00", "12:00"], ["13:00", "17:00"]);
const nights = everyDay("America/Chicago", ["00:00", "06:00"], ["22:00", "24:00"]);
const alwaysOn: Calendar = { time_zone: "UTC", always_on: true };

const pause = (from: string, to: string | null): Pause => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});

type Due = [fact: string, calendar: Calendar, from: string, seconds: number, due: string];

describe("in ordinary weeks, a budget", () => {
  // 2026-03-04 is a Wednesday, and Berlin is an hour ahead of UTC.
  test.each<Due>([
    ["is used up on the same day", office, "2026-03-04T09:00Z", hours(2), "2026-03-04T11:00Z"],
    ["starts at opening", office, "2026-03-04T03:12Z", hours(1), "2026-03-04T09:00Z"],
    ["starts at the next opening once closed", office, "2026-03-04T19:00Z", 1, "2026-03-05T08:00:01Z"],
    ["that ends at closing is due at closing", office, "2026-03-04T15:30Z", minutes(30), "2026-03-04T16:00Z"],
    ["that starts at closing goes on next day", office, "2026-03-04T16:00Z", 1, "2026-03-05T08:00:01Z"],
    ["goes on for the second it lacks", office, "2026-03-04T15:30Z", 1801, "2026-03-05T08:00:01Z"],
    ["is kept over the weekend", office, "2026-03-06T15:00Z", hours(2), "2026-03-09T09:00Z"],
    ["spans several days", office, "2026-03-04T15:00Z", hours(10), "2026-03-06T09:00Z"],
    ["does not count lunch", withLunch, "2026-03-04T10:30Z", hours(1), "2026-03-04T12:30Z"],
    ["that ends as lunch begins is due then", withLunch, "2026-03-04T10:00Z", hours(1), "2026-03-04T11:00Z"],
    ["of nothing is due at once, even while closed", office, "2026-03-07T12:00Z", 0, "2026-03-07T12:00Z"],
    ["of parts of a second is kept", office, "2026-03-04T10:00:00.250Z", 1.5, "2026-03-04T10:00:01.750Z"],
    [
      "counts every second when always on",
      alwaysOn,
      "2026-12-24T23:59:59Z",
      hours(25),
      "2026-12-26T00:59:59Z",
    ],
    [
      "crosses a leap day",
      everyDay("UTC", ["09:00", "10:00"]),
      "2028-02-28T09:30Z",
      hours(1),
      "2028-02-29T09:30Z",
    ],
    ["crosses midnight in a night shift", nights, "2026-03-04T05:00Z", hours(3), "2026-03-04T08:00Z"],
    ["fills a night to its end", nights, "2026-03-04T04:00Z", hours(8), "2026-03-04T12:00Z"],
    [
      "ends with the day at 24:00",
      workweek("UTC", ["00:00", "24:00"]),
      "2026-03-06T00:00Z",
      hours(24),
      "2026-03-07T00:00Z",
    ],
  ])("%s", (_, calendar, from, seconds, due) => {
    expect(dueAt(calendar, new Date(from), seconds)).toEqual(new Date(due));
  });
});

describe("where the clocks change", () => {
  const early = (zone: string) => everyDay(zone, ["00:00", "08:00"]);
  test.each<[fact: string, calendar: Calendar, from: string, to: string, openHours: number]>([
    [
      "a day that gains an hour has 25",
      everyDay("Europe/Berlin", ["00:00", "24:00"]),
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
      25,
    ],
    [
      "a day that loses an hour has 23",
      everyDay("Europe/Berlin", ["00:00", "24:00"]),
      "2026-03-28T23:00Z",
      "2026-03-29T22:00Z",
      23,
    ],
    [
      "a morning with the change gains the hour",
      early("America/New_York"),
      "2026-11-01T04:00Z",
      "2026-11-02T05:00Z",
      9,
    ],
    [
      "a morning with the change loses the hour",
      early("America/New_York"),
      "2026-03-08T05:00Z",
      "2026-03-09T04:00Z",
      7,
    ],
    [
      "Lord Howe gains half an hour",
      early("Australia/Lord_Howe"),
      "2026-04-04T13:00Z",
      "2026-04-05T13:30Z",
      8.5,
    ],
    [
      "Lord Howe loses half an hour",
      early("Australia/Lord_Howe"),
      "2026-10-03T13:30Z",
      "2026-10-04T13:00Z",
      7.5,
    ],
    [
      "Chatham changes at a quarter to three",
      early("Pacific/Chatham"),
      "2026-04-04T10:15Z",
      "2026-04-05T11:15Z",
      9,
    ],
    [
      "office hours of that day are what they were",
      everyDay("Europe/Berlin", ["09:00", "17:00"]),
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
      8,
    ],
    [
      "hours inside the gap never come",
      everyDay("America/Los_Angeles", ["02:30", "03:15"]),
      "2026-03-08T08:00Z",
      "2026-03-09T07:00Z",
      0,
    ],
    [
      "hours that end in the gap are read an hour on",
      everyDay("America/Los_Angeles", ["01:00", "02:30"]),
      "2026-03-08T08:00Z",
      "2026-03-09T07:00Z",
      1.5,
    ],
    [
      "overlaps that a gap makes count once",
      everyDay("America/Los_Angeles", ["01:00", "02:45"], ["03:00", "04:00"]),
      "2026-03-08T08:00Z",
      "2026-03-09T07:00Z",
      2,
    ],
    [
      "hours shown twice are kept the first time",
      everyDay("America/Los_Angeles", ["01:00", "01:45"]),
      "2026-11-01T07:00Z",
      "2026-11-02T08:00Z",
      0.75,
    ],
    ["a night around the change has its extra hour", nights, "2026-11-01T03:00Z", "2026-11-01T12:00Z", 9],
    [
      "a midnight that never comes opens at one",
      early("Africa/Cairo"),
      "2026-04-23T22:00Z",
      "2026-04-24T21:00Z",
      7,
    ],
    [
      "late hours in Nuuk reach into the next day",
      everyDay("America/Nuuk", ["00:00", "00:05"], ["23:15", "23:45"]),
      "2026-03-29T00:30Z",
      "2026-03-29T02:00Z",
      35 / 60,
    ],
    [
      "Samoa's missing Friday has no hours",
      workweek("Pacific/Apia", ["09:00", "17:00"]),
      "2011-12-30T04:00Z",
      "2012-01-01T20:00Z",
      1,
    ],
    [
      "Samoa around the clock misses nothing",
      everyDay("Pacific/Apia", ["00:00", "24:00"]),
      "2011-12-29T00:00Z",
      "2011-12-31T00:00Z",
      48,
    ],
  ])("%s", (_, calendar, from, to, openHours) => {
    expect(openSecondsBetween(calendar, new Date(from), new Date(to)) / 3600).toBeCloseTo(openHours, 10);
  });

  test.each<Due>([
    [
      "offsets of 5:45",
      workweek("Asia/Kathmandu", ["10:00", "17:00"]),
      "2026-03-04T00:00Z",
      hours(1),
      "2026-03-04T05:15Z",
    ],
    [
      "offsets of 5:30",
      workweek("Asia/Kolkata", ["10:00", "19:00"]),
      "2026-03-06T13:00Z",
      hours(1),
      "2026-03-09T05:00Z",
    ],
    [
      "offsets of 12:45",
      workweek("Pacific/Chatham", ["09:00", "17:00"]),
      "2026-06-01T00:00Z",
      hours(6),
      "2026-06-01T22:00Z",
    ],
    [
      "a budget that starts before the change and ends after",
      everyDay("Europe/London", ["09:00", "17:00"]),
      "2026-03-28T16:00Z",
      hours(2),
      "2026-03-29T09:00Z",
    ],
    [
      "half-hour changes",
      everyDay("Australia/Lord_Howe", ["00:00", "06:00"]),
      "2026-04-04T13:00Z",
      hours(6.5),
      "2026-04-04T19:30Z",
    ],
    [
      "Samoa's leap from Thursday to Saturday",
      workweek("Pacific/Apia", ["09:00", "17:00"]),
      "2011-12-30T02:00Z",
      hours(2),
      "2012-01-01T20:00Z",
    ],
  ])("%s are kept", (_, calendar, from, seconds, due) => {
    expect(dueAt(calendar, new Date(from), seconds)).toEqual(new Date(due));
  });
});

const wednesday = "2026-03-04";
const thatDay = (changes: Partial<Calendar>): number =>
  openSecondsBetween(
    { ...workweek("UTC", ["09:00", "12:00"], ["13:00", "17:00"]), ...changes },
    new Date("2026-03-04T00:00Z"),
    new Date("2026-03-05T00:00Z"),
  ) / 3600;

describe("on single dates", () => {
  const on = (...segments: [string, string][]) => ({ [wednesday]: segments });

  test.each<[fact: string, changes: Partial<Calendar>, openHours: number]>([
    ["weekly hours hold unless something else is said", {}, 7],
    ["a holiday is closed", { holidays: [wednesday] }, 0],
    ["another date's holiday is of no matter", { holidays: ["2026-03-05"] }, 7],
    ["a date's own hours stand in for the week's", { date_overrides: on(["10:00", "11:00"]) }, 1],
    ["a date may be closed by its own hours", { date_overrides: on() }, 0],
    ["a break closes part of it", { breaks: on(["10:00", "11:00"]) }, 6],
    ["a half day is closed until midnight", { breaks: on(["12:00", "24:00"]) }, 3],
    ["a break may reach over several segments", { breaks: on(["11:00", "14:00"]) }, 5],
    ["breaks that overlap count once", { breaks: on(["09:00", "10:30"], ["10:00", "11:00"]) }, 5],
    ["a break of the whole day closes it", { breaks: on(["00:00", "24:00"]) }, 0],
    [
      "a break wins over the date's own hours",
      { breaks: on(["10:00", "24:00"]), date_overrides: on(["08:00", "20:00"]) },
      2,
    ],
    [
      "a holiday wins over everything",
      { holidays: [wednesday], breaks: on(["10:00", "11:00"]), date_overrides: on(["08:00", "20:00"]) },
      0,
    ],
  ])("%s", (_, changes, openHours) => {
    expect(thatDay(changes)).toBe(openHours);
  });

  test("a budget waits out holidays that follow a weekend", () => {
    const easter = { ...office, holidays: ["2026-04-03", "2026-04-06"] };
    expect(dueAt(easter, new Date("2026-04-02T14:00Z"), hours(2))).toEqual(new Date("2026-04-07T08:00Z"));
  });
});

describe("a pause", () => {
  const from = new Date("2026-03-04T09:00Z");
  test.each<[fact: string, pauses: Pause[], due: string | null]>([
    [
      "moves what is due by its length",
      [pause("2026-03-04T09:30Z", "2026-03-04T10:15Z")],
      "2026-03-04T11:45Z",
    ],
    [
      "that covers the start moves it too",
      [pause("2026-03-04T08:00Z", "2026-03-04T09:30Z")],
      "2026-03-04T11:30Z",
    ],
    ["while closed changes nothing", [pause("2026-03-04T17:00Z", "2026-03-05T07:00Z")], "2026-03-04T11:00Z"],
    [
      "after what is due changes nothing",
      [pause("2026-03-04T11:00Z", "2026-03-04T12:00Z")],
      "2026-03-04T11:00Z",
    ],
    [
      "that ends before it begins is none",
      [pause("2026-03-04T10:00Z", "2026-03-04T09:30Z")],
      "2026-03-04T11:00Z",
    ],
    [
      "counts its open hours only",
      [pause("2026-03-04T15:00Z", "2026-03-05T09:00Z"), pause("2026-03-04T09:00Z", "2026-03-04T14:00Z")],
      "2026-03-05T10:00Z",
    ],
    [
      "overlapping another counts once",
      [pause("2026-03-04T09:20Z", "2026-03-04T10:00Z"), pause("2026-03-04T09:10Z", "2026-03-04T09:40Z")],
      "2026-03-04T11:50Z",
    ],
    ["that goes on leaves nothing due", [pause("2026-03-04T10:00Z", null)], null],
    [
      "that goes on swallows those after it",
      [pause("2026-03-04T10:00Z", null), pause("2026-03-04T10:10Z", "2026-03-04T10:20Z")],
      null,
    ],
    [
      "that goes on from the instant it was due comes too late",
      [pause("2026-03-04T11:00Z", null)],
      "2026-03-04T11:00Z",
    ],
  ])("%s", (_, pauses, due) => {
    expect(dueAt(office, from, hours(2), pauses)).toEqual(due === null ? null : new Date(due));
  });

  test("counts nothing, also while it goes on", () => {
    const pauses = [pause("2026-03-04T09:30Z", "2026-03-04T10:00Z"), pause("2026-03-04T11:00Z", null)];
    expect(openSecondsBetween(office, from, new Date("2026-03-06T00:00Z"), pauses)).toBe(hours(1.5));
  });
});

test("an interval that runs backwards is empty", () => {
  expect(openSecondsBetween(office, new Date("2026-03-05T00:00Z"), new Date("2026-03-04T00:00Z"))).toBe(0);
  expect(openSecondsBetween(alwaysOn, new Date("2026-03-05T00:00Z"), new Date("2026-03-04T00:00Z"))).toBe(0);
});

test.each<[at: string, open: boolean, next: string]>([
  ["2026-03-04T07:59:59.999Z", false, "2026-03-04T08:00Z"],
  ["2026-03-04T08:00Z", true, "2026-03-04T08:00Z"],
  ["2026-03-04T10:59:59.999Z", true, "2026-03-04T10:59:59.999Z"],
  ["2026-03-04T11:00Z", false, "2026-03-04T12:00Z"],
  ["2026-03-06T16:00Z", false, "2026-03-09T08:00Z"],
])("at %s it is open: %s, and opens at %s", (at, open, next) => {
  expect(isOpen(withLunch, new Date(at))).toBe(open);
  expect(nextOpening(withLunch, new Date(at))).toEqual(new Date(next));
});

describe("a calendar of single dates", () => {
  const once: Calendar = { time_zone: "Asia/Tokyo", date_overrides: { "2031-05-01": [["09:00", "10:00"]] } };

  test("is found years ahead", () => {
    expect(dueAt(once, new Date("2026-03-04T00:00Z"), 60)).toEqual(new Date("2031-05-01T00:01Z"));
  });

  test("never opens again after the last of them", () => {
    expect(nextOpening(once, new Date("2031-05-01T01:00Z"))).toBeNull();
    expect(dueAt(once, new Date("2026-03-04T00:00Z"), hours(2))).toBeNull();
  });
});

test("a budget for which forty years are too short is never used up", () => {
  const rarely: Calendar = { time_zone: "UTC", weekly: { mon: [["09:00", "09:01"]] } };
  expect(dueAt(rarely, new Date("2026-03-04T00:00Z"), hours(24 * 366))).toBeNull();
});

test("what is no time and no budget is refused", () => {
  expect(() => dueAt(office, new Date("soon"), 1)).toThrow(RangeError);
  expect(() => dueAt(office, new Date(0), -1)).toThrow(RangeError);
  expect(() => dueAt(office, new Date(0), Number.NaN)).toThrow(RangeError);
});

describe("business days", () => {
  const withClosedMonday = { ...office, holidays: ["2026-03-09"] };
  // 2026-03-04 is a Wednesday, and Berlin is an hour ahead of UTC.
  test.each<[fact: string, calendar: Calendar, from: string, days: number, due: string]>([
    ["keep the time of the day", office, "2026-03-04T09:30:15Z", 2, "2026-03-06T09:30:15Z"],
    ["leave out the weekend", office, "2026-03-06T09:30Z", 1, "2026-03-09T09:30Z"],
    ["leave out holidays", withClosedMonday, "2026-03-06T09:30Z", 1, "2026-03-10T09:30Z"],
    ["end as the next one opens, where it is late", office, "2026-03-04T19:00Z", 1, "2026-03-06T08:00Z"],
    ["end at opening, where it is early", office, "2026-03-04T05:00Z", 1, "2026-03-05T08:00Z"],
    ["keep the wall's time over a change of the clocks", office, "2026-03-27T09:30Z", 1, "2026-03-30T08:30Z"],
    ["of none are over at once, or at opening", office, "2026-03-07T12:00Z", 0, "2026-03-09T08:00Z"],
    ["are all days, when always on", alwaysOn, "2026-03-06T12:00Z", 3, "2026-03-09T12:00Z"],
  ])("%s", (_, calendar, from, days, due) => {
    expect(dueInDays(calendar, new Date(from), days)).toEqual(new Date(due));
  });

  test("are whole, and not without end", () => {
    expect(() => dueInDays(office, new Date("2026-03-04T09:00Z"), 1.5)).toThrow("whole number");
    expect(dueInDays(office, new Date("2026-03-04T09:00Z"), 40_000)).toBeNull();
  });
});
