import { describe, expect, test } from "vitest";
import { Unreadable } from "../../../shared/ical/unreadable.ts";
import { aFeed, anEvent, march, problemsIn, readIn } from "./a-feed.ts";

const event = anEvent("DTSTART:20260302T080000Z", "DURATION:PT8H", "SUMMARY:alice");

describe("a feed is refused in one sentence that", () => {
  test.each<[fact: string, text: string, says: string]>([
    [
      "is empty",
      "",
      "This is no iCal feed, which would start with BEGIN:VCALENDAR: give the address of the calendar's .ics file, not of a page or a sign-in.",
    ],
    [
      "is a page",
      "<!doctype html>\n<title>Sign in</title>",
      "This is no iCal feed, which would start with BEGIN:VCALENDAR: give the address of the calendar's .ics file, not of a page or a sign-in.",
    ],
    [
      "is cut off in an event",
      aFeed(event).slice(0, 110),
      "This iCal feed is cut off: the VEVENT that begins on line 4 has no end, so shifts may be missing.",
    ],
    [
      "is cut off after one",
      aFeed(event).replace("END:VCALENDAR\r\n", ""),
      "This iCal feed is cut off: the VCALENDAR that begins on line 1 has no end, so shifts may be missing.",
    ],
    [
      "ends what has not begun",
      aFeed("END:VEVENT"),
      "This is a broken iCal feed: line 4 ends what has not begun.",
    ],
    [
      "is longer than a roster",
      aFeed(event).padEnd(4_000_001),
      "This iCal feed is longer than the 4 million characters that are read: publish fewer of its past events.",
    ],
  ])("%s", (_, text, says) => {
    expect(() => readIn(text, march)).toThrow(new Unreadable(says));
  });

  test("never comes to an end with its series", () => {
    const series = anEvent("DTSTART:20260101T000000Z", "DURATION:PT8H", "RRULE:FREQ=HOURLY", "SUMMARY:alice");
    const year = { from: "2026-01-01T00:00Z", to: "2027-01-01T00:00Z" };
    expect(() => readIn(aFeed(...Array<string>(20).fill(series)), year)).toThrow(
      new Unreadable(
        "The recurring events of this iCal feed take too long to work out: let them start later, or end.",
      ),
    );
  });
});

test.each([
  ["a byte order mark before it", `\u{FEFF}${aFeed(event)}`],
  ["line ends of any kind", aFeed(event).replaceAll("\r\n", "\r")],
  ["empty lines", aFeed(event).replaceAll("\r\n", "\n\n")],
  ["names in lower case", aFeed(event).replaceAll(/^[A-Z]+/gmu, (name) => name.toLowerCase())],
])("a feed may have %s", (_, text) => {
  expect(readIn(text, march).shifts).toHaveLength(1);
});

test("a calendar without events is nobody's", () => {
  expect(readIn(aFeed(), march)).toEqual({ shifts: [], problems: [] });
});

test("a window ends after it begins", () => {
  expect(() => readIn(aFeed(), { from: march.to, to: march.from })).toThrow(RangeError);
});

const notExactly =
  "repeats by a rule that is not worked out exactly here: write it with FREQ=DAILY, WEEKLY or MONTHLY and BYDAY or BYMONTHDAY, or write single events";
const tooLong =
  "repeats by a rule that takes too long to work out: let it start later, or see whether it can ever come";
const unwritten = "holds a line that is not written as iCalendar (RFC 5545) asks";
const noDate = "has a date or time that does not exist: write one like 20260301 or 20260301T090000Z";
const shift = ["DTSTART:20260302T080000Z", "DURATION:PT8H"];

describe("an event is told by its line, and the next one is read, that", () => {
  test.each<[fact: string, lines: string[], line: number, says: string]>([
    ["comes every second", [...shift, "RRULE:FREQ=SECONDLY"], 7, notExactly],
    ["comes every minute", [...shift, "RRULE:FREQ=MINUTELY;INTERVAL=30"], 7, notExactly],
    ["counts to nothing", [...shift, "RRULE:FREQ=DAILY;COUNT=0"], 7, notExactly],
    ["waits too long", [...shift, "RRULE:FREQ=DAILY;INTERVAL=99999999"], 7, notExactly],
    [
      "picks positions where ical.js does not",
      [...shift, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-1"],
      7,
      notExactly,
    ],
    [
      "picks positions from too far back",
      [...shift, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-4"],
      7,
      notExactly,
    ],
    [
      "picks days that some years have not",
      [...shift, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"],
      7,
      notExactly,
    ],
    ["repeats by weeks of the year", [...shift, "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"], 7, notExactly],
    ["has a rule without a frequency", [...shift, "RRULE:INTERVAL=2"], 7, notExactly],
    [
      "picks a position that no month has",
      [...shift, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=400"],
      7,
      unwritten,
    ],
    ["repeats at no time there is", [...shift, "RRULE:FREQ=NEVER"], 7, unwritten],
    [
      "would come on the 30th of February",
      [...shift, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
      4,
      tooLong,
    ],
    [
      "began too long ago to be counted",
      ["DTSTART:15000101T000000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY;COUNT=999999"],
      4,
      tooLong,
    ],
    [
      "leaves times out by a rule",
      [...shift, "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"],
      8,
      "leaves times out by a rule (EXRULE), which is not read: write each as an EXDATE",
    ],
    ["has no start", ["DTEND:20260302T160000Z"], 4, "does not say when it starts: write a DTSTART"],
    ["starts on a date there is not", ["DTSTART:20260231T080000Z", "DURATION:PT8H"], 5, noDate],
    ["starts at a time there is not", ["DTSTART:20260301T250000Z", "DURATION:PT8H"], 5, noDate],
    ["starts before the calendar did", ["DTSTART:00010101T080000Z", "DURATION:PT8H"], 5, noDate],
    ["starts in words", ["DTSTART:tomorrow", "DURATION:PT8H"], 5, noDate],
    ["leaves out a date there is not", [...shift, "RRULE:FREQ=DAILY", "EXDATE:soon"], 8, noDate],
    ["lasts until a date there is not", [...shift, "RRULE:FREQ=DAILY;UNTIL=20260231"], 7, noDate],
    [
      "ends before it begins",
      ["DTSTART:20260302T080000Z", "DTEND:20260302T070000Z"],
      6,
      "ends before it has begun: let DTEND come after DTSTART",
    ],
    [
      "lasts for less than no time",
      ["DTSTART:20260302T080000Z", "DURATION:-PT8H"],
      6,
      "ends before it has begun: write a DURATION like PT12H or P1D",
    ],
    [
      "lasts for words",
      ["DTSTART:20260302T080000Z", "DURATION:long"],
      6,
      "has a duration that is none: write one like PT12H or P1D",
    ],
    [
      "lasts for ages",
      ["DTSTART:20260302T080000Z", "DURATION:P999999999999D"],
      6,
      "lasts for more than ten years: write a DURATION like PT12H or P1D",
    ],
    [
      "has no length",
      ["DTSTART:20260302T080000Z"],
      4,
      "ends when it begins: write a DTEND after its DTSTART, or a DURATION",
    ],
    ["has a start without a value", ["DTSTART"], 5, unwritten],
  ])("%s", (_, lines, line, says) => {
    const { shifts, problems } = readIn(aFeed(anEvent(...lines, "SUMMARY:bob"), event), march);
    expect(problems).toEqual([{ line, about: '"bob"', says }]);
    expect(shifts.map(({ responder }) => responder)).toEqual(["alice"]);
  });

  test("has a title that is not written as it should be", () => {
    expect(problemsIn(aFeed(anEvent(...shift, 'SUMMARY;X="open:bob')))).toEqual([
      `line 7: an event without a title ${unwritten}`,
    ]);
  });
});

test("of a feed that is in more time zones than there are offices, a hundred are read", () => {
  const zones = Intl.supportedValuesOf("timeZone").slice(0, 120);
  const events = zones.map((zone) =>
    anEvent(`DTSTART;TZID=${zone}:20260302T080000`, "DURATION:PT8H", "SUMMARY:alice"),
  );
  const problems = problemsIn(aFeed(...events));
  // The calendar's own is one of them.
  expect(problems).toHaveLength(21);
  expect(problems[0]).toContain("is in one time zone more than the 100 that are read");
});

test("of a series that comes too often, the first ten thousand times are read", () => {
  const series = anEvent(
    "DTSTART:20260101T000000Z",
    "DURATION:PT1M",
    "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23",
    "SUMMARY:alice",
  );
  const { shifts, problems } = readIn(aFeed(series), { from: "2026-01-01T00:00Z", to: "2028-01-01T00:00Z" });
  expect(shifts).toHaveLength(10_000);
  expect(problems).toEqual([
    {
      line: 4,
      about: '"alice"',
      says: "takes place too often, of which the first 10000 times are read: let its rule come less often",
    },
  ]);
});
