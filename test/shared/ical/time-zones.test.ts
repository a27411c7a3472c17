import { describe, expect, test } from "vitest";
import { aFeed, anEvent, problemsIn, shiftsIn } from "./a-feed.ts";

/** The clocks go forward in Berlin on 29 March 2026 at 2:00, and back on 25 October at 3:00. */
const spring = { from: "2026-03-27T12:00Z", to: "2026-03-30T12:00Z", timeZone: "Asia/Tokyo" };
const autumn = { from: "2026-10-24T00:00Z", to: "2026-10-27T00:00Z", timeZone: "Asia/Tokyo" };

type Fact = [fact: string, lines: string[], shifts: string[]];

describe("in the spring", () => {
  test.each<Fact>([
    [
      "a night ends at the same time on the wall, an hour early",
      ["DTSTART;TZID=Europe/Berlin:20260327T220000", "DTEND;TZID=Europe/Berlin:20260328T060000"],
      [
        "alice 2026-03-27T21:00–2026-03-28T05:00",
        "alice 2026-03-28T21:00–2026-03-29T04:00",
        "alice 2026-03-29T20:00–2026-03-30T04:00",
      ],
    ],
    [
      "eight hours are eight hours",
      ["DTSTART;TZID=Europe/Berlin:20260327T220000", "DURATION:PT8H"],
      [
        "alice 2026-03-27T21:00–2026-03-28T05:00",
        "alice 2026-03-28T21:00–2026-03-29T05:00",
        "alice 2026-03-29T20:00–2026-03-30T04:00",
      ],
    ],
    [
      "a day is a day on the wall",
      ["DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:P1D"],
      [
        "alice 2026-03-28T11:00–2026-03-29T10:00",
        "alice 2026-03-29T10:00–2026-03-30T10:00",
        "alice 2026-03-30T10:00–2026-03-31T10:00",
      ],
    ],
    [
      "a time that never comes is read with the offset before",
      ["DTSTART;TZID=Europe/Berlin:20260328T023000", "DTEND;TZID=Europe/Berlin:20260328T050000"],
      ["alice 2026-03-28T01:30–04:00", "alice 2026-03-29T01:30–03:00", "alice 2026-03-30T00:30–03:00"],
    ],
    [
      "hours that never come are nobody's",
      ["DTSTART;TZID=Europe/Berlin:20260328T023000", "DTEND;TZID=Europe/Berlin:20260328T031500"],
      ["alice 2026-03-28T01:30–02:15", "alice 2026-03-30T00:30–01:15"],
    ],
  ])("%s", (_, lines, shifts) => {
    const series = anEvent(...lines, "RRULE:FREQ=DAILY", "SUMMARY:alice");
    expect(shiftsIn(aFeed(series), spring)).toEqual(shifts);
  });
});

describe("in the autumn", () => {
  test.each<Fact>([
    [
      "a night ends at the same time on the wall, an hour late",
      ["DTSTART;TZID=Europe/Berlin:20261024T220000", "DTEND;TZID=Europe/Berlin:20261025T060000"],
      [
        "alice 2026-10-24T20:00–2026-10-25T05:00",
        "alice 2026-10-25T21:00–2026-10-26T05:00",
        "alice 2026-10-26T21:00–2026-10-27T05:00",
      ],
    ],
    [
      "a time that comes twice is the first",
      ["DTSTART;TZID=Europe/Berlin:20261024T023000", "DTEND;TZID=Europe/Berlin:20261024T030000"],
      ["alice 2026-10-24T00:30–01:00", "alice 2026-10-25T00:30–02:00", "alice 2026-10-26T01:30–02:00"],
    ],
  ])("%s", (_, lines, shifts) => {
    const series = anEvent(...lines, "RRULE:FREQ=DAILY", "SUMMARY:alice");
    expect(shiftsIn(aFeed(series), autumn)).toEqual(shifts);
  });
});

test("eight hours after eight hours on the wall leave no hole, one of them is longer", () => {
  const shifts = anEvent(
    "DTSTART;TZID=Europe/Berlin:20261024T060000",
    "DTEND;TZID=Europe/Berlin:20261024T140000",
    "RRULE:FREQ=HOURLY;INTERVAL=8",
    "SUMMARY:alice",
  );
  expect(shiftsIn(aFeed(shifts), { from: "2026-10-24T13:00Z", to: "2026-10-25T14:00Z" })).toEqual([
    "alice 2026-10-24T12:00–20:00",
    "alice 2026-10-24T20:00–2026-10-25T05:00",
    "alice 2026-10-25T05:00–13:00",
    "alice 2026-10-25T13:00–21:00",
  ]);
});

test("a series ends with the time on the wall that its end in UTC is", () => {
  const series = anEvent(
    "DTSTART;TZID=America/Los_Angeles:20260306T200000",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY;UNTIL=20260309T030000Z",
    "SUMMARY:alice",
  );
  expect(shiftsIn(aFeed(series), { from: "2026-03-01T00:00Z", to: "2026-04-01T00:00Z" })).toEqual([
    "alice 2026-03-07T04:00–05:00",
    "alice 2026-03-08T04:00–05:00",
    "alice 2026-03-09T03:00–04:00",
  ]);
});

test("a single time more may be in another zone, and ends with the others on the wall", () => {
  const nights = anEvent(
    "DTSTART;TZID=Europe/Berlin:20260327T220000",
    "DTEND;TZID=Europe/Berlin:20260328T060000",
    "RDATE:20260328T210000Z",
    "EXDATE:20260327T210000Z",
    "SUMMARY:alice",
  );
  expect(shiftsIn(aFeed(nights), spring)).toEqual(["alice 2026-03-28T21:00–2026-03-29T04:00"]);
});

test("an event may end in another zone than it began in", () => {
  const flight = anEvent(
    "DTSTART;TZID=Europe/Berlin:20261024T220000",
    "DTEND:20261025T013000Z",
    "RRULE:FREQ=DAILY;COUNT=2",
    "SUMMARY:alice",
  );
  // 1:30 in UTC is the second 2:30 of that night in Berlin, and an ordinary one in the next.
  expect(shiftsIn(aFeed(flight), autumn)).toEqual([
    "alice 2026-10-24T20:00–2026-10-25T01:30",
    "alice 2026-10-25T21:00–2026-10-26T01:30",
  ]);
});

describe("dates, and times without a zone, are in", () => {
  const day = anEvent("DTSTART;VALUE=DATE:20260329", "SUMMARY:alice");
  const hours = anEvent("DTSTART:20260329T090000", "DTEND:20260329T170000", "SUMMARY:bob");
  const berlin = ["alice 2026-03-28T23:00–2026-03-29T22:00", "bob 2026-03-29T07:00–15:00"];
  const tokyo = ["alice 2026-03-28T15:00–2026-03-29T15:00", "bob 2026-03-29T00:00–08:00"];

  test.each<Fact>([
    ["the zone of the calendar", ["X-WR-TIMEZONE:Europe/Berlin", day, hours], berlin],
    ["the zone that is asked for, where the calendar has none", [day, hours], tokyo],
    [
      "that zone too, where the calendar has one that is none",
      ["X-WR-TIMEZONE:Berlin time", day, hours],
      tokyo,
    ],
    ["that zone too, where nobody can read what the calendar has", ['X-WR-TIMEZONE;X="', day, hours], tokyo],
  ])("%s", (_, lines, shifts) => {
    expect(shiftsIn(aFeed(...lines), spring)).toEqual(shifts);
  });

  test("that zone, even where a date names one", () => {
    const elsewhere = anEvent("DTSTART;VALUE=DATE;TZID=Europe/Berlin:20260329", "SUMMARY:alice");
    expect(shiftsIn(aFeed(elsewhere), spring)).toEqual(["alice 2026-03-28T15:00–2026-03-29T15:00"]);
  });

  test("each calendar's own, where a feed has several", () => {
    const both = aFeed("X-WR-TIMEZONE:Europe/Berlin", day) + aFeed("X-WR-TIMEZONE:UTC", hours);
    expect(shiftsIn(both, spring)).toEqual([
      "alice 2026-03-28T23:00–2026-03-29T22:00",
      "bob 2026-03-29T09:00–17:00",
    ]);
  });
});

/** As Outlook describes Central Europe. */
const described = (tzid: string, summer = "+0200"): string[] => [
  "BEGIN:VTIMEZONE",
  `TZID:${tzid}`,
  "BEGIN:STANDARD",
  "DTSTART:16010101T030000",
  `TZOFFSETFROM:${summer}`,
  "TZOFFSETTO:+0100",
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:16010101T020000",
  "TZOFFSETFROM:+0100",
  `TZOFFSETTO:${summer}`,
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];

const daily = (tzid: string, from: string, to: string): string =>
  anEvent(`DTSTART;TZID=${tzid}:${from}`, `DTEND;TZID=${tzid}:${to}`, "RRULE:FREQ=DAILY", "SUMMARY:alice");

describe("a zone", () => {
  const inSpring = [
    "alice 2026-03-28T08:00–16:00",
    "alice 2026-03-29T07:00–15:00",
    "alice 2026-03-30T07:00–15:00",
  ];

  test.each<Fact>([
    [
      "that IANA knows needs no description",
      [daily("Europe/Berlin", "20260328T090000", "20260328T170000")],
      inSpring,
    ],
    [
      "that IANA knows is not the one a feed describes by that name",
      [...described("Europe/Berlin", "+0400"), daily("Europe/Berlin", "20260328T090000", "20260328T170000")],
      inSpring,
    ],
    [
      "may be at the end of a longer name",
      [daily("/example.org/2026a/Europe/Berlin", "20260328T090000", "20260328T170000")],
      inSpring,
    ],
    [
      "that only the feed knows is as it describes it",
      [...described("Central Europe"), daily("Central Europe", "20260328T090000", "20260328T170000")],
      inSpring,
    ],
    [
      "may have a comma in its name",
      [
        ...described(String.raw`(UTC+01:00) Amsterdam\, Berlin`),
        daily('"(UTC+01:00) Amsterdam, Berlin"', "20260328T090000", "20260328T170000"),
      ],
      inSpring,
    ],
    [
      "that is described has times that never come, read with the offset before",
      [...described("Central Europe"), daily("Central Europe", "20260328T023000", "20260328T050000")],
      ["alice 2026-03-28T01:30–04:00", "alice 2026-03-29T01:30–03:00", "alice 2026-03-30T00:30–03:00"],
    ],
  ])("%s", (_, lines, shifts) => {
    expect(shiftsIn(aFeed(...lines), { ...spring, to: "2026-03-31T00:00Z" })).toEqual(shifts);
  });

  test("that is described has times that come twice, of which the first is meant", () => {
    const night = daily("Central Europe", "20261024T023000", "20261024T050000");
    expect(shiftsIn(aFeed(...described("Central Europe"), night), autumn)).toEqual([
      "alice 2026-10-24T00:30–03:00",
      "alice 2026-10-25T00:30–04:00",
      "alice 2026-10-26T01:30–04:00",
    ]);
  });

  test("may be described by its single changes, and is before the first what it was until then", () => {
    const island = [
      "BEGIN:VTIMEZONE",
      "TZID:Island",
      "BEGIN:DAYLIGHT",
      "DTSTART:20260329T000000",
      "TZOFFSETFROM:-0330",
      "TZOFFSETTO:-023015",
      "END:DAYLIGHT",
      "BEGIN:STANDARD",
      "DTSTART:20270101T000000",
      "RDATE:20260402T000000",
      "TZOFFSETFROM:-023015",
      "TZOFFSETTO:-0330",
      "END:STANDARD",
      "END:VTIMEZONE",
    ];
    const noons = anEvent(
      "DTSTART;TZID=Island:20260328T120000",
      "DTEND;TZID=Island:20260328T130000",
      "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3",
      "SUMMARY:alice",
    );
    expect(shiftsIn(aFeed(...island, noons), { ...spring, to: "2026-04-05T00:00Z" })).toEqual([
      "alice 2026-03-28T15:30–16:30",
      "alice 2026-03-31T14:30–15:30",
      "alice 2026-04-03T15:30–16:30",
    ]);
  });

  test.each<[fact: string, description: string[]]>([
    ["nobody describes", []],
    ["is described by nothing", ["BEGIN:VTIMEZONE", "TZID:Nowhere", "END:VTIMEZONE"]],
    [
      "is described by a rule that is not read",
      described("Nowhere").map((line) => line.replace("FREQ=YEARLY", "FREQ=SECONDLY")),
    ],
    [
      "changes its clocks every week",
      described("Nowhere").map((line) => line.replace(/FREQ=YEARLY.*/u, "FREQ=WEEKLY;COUNT=2001")),
    ],
  ])("that %s is told", (_, description) => {
    const problems = problemsIn(
      aFeed(...description, daily("Nowhere", "20260302T090000", "20260302T170000")),
    );
    expect(problems).toEqual([
      `line ${5 + description.length}: "alice" is in the time zone "Nowhere", which the feed does not describe, or not so that it can be read: write an IANA name like Europe/Berlin`,
    ]);
  });
});
