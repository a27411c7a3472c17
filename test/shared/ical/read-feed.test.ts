import { describe, expect, test } from "vitest";
import { aFeed, anEvent, march, problemsIn, readIn, shiftsIn } from "./a-feed.ts";

type Fact = [fact: string, lines: string[], shifts: string[]];

const monday = ["UID:early", "DTSTART:20260302T080000Z", "DTEND:20260302T160000Z", "SUMMARY:alice"];

describe("a single event", () => {
  test.each<Fact>([
    ["is a shift from its start to its end", monday, ["alice 2026-03-02T08:00–16:00"]],
    [
      "may say how long it takes",
      ["DTSTART:20260302T080000Z", "DURATION:PT12H30M", "SUMMARY:alice"],
      ["alice 2026-03-02T08:00–20:30"],
    ],
    [
      "that is free time in the calendar is on call all the same",
      [...monday, "TRANSP:TRANSPARENT"],
      ["alice 2026-03-02T08:00–16:00"],
    ],
    ["that is tentative is on call", [...monday, "STATUS:TENTATIVE"], ["alice 2026-03-02T08:00–16:00"]],
    ["that is cancelled is nobody's", [...monday, "STATUS:CANCELLED"], []],
    [
      "that began before the window and goes on is told whole",
      ["DTSTART:20260228T200000Z", "DTEND:20260301T080000Z", "SUMMARY:alice"],
      ["alice 2026-02-28T20:00–2026-03-01T08:00"],
    ],
    [
      "that ends as the window begins is not in it",
      ["DTSTART:20260228T200000Z", "DTEND:20260301T000000Z", "SUMMARY:alice"],
      [],
    ],
    [
      "that begins as the window ends is not in it",
      ["DTSTART:20260401T000000Z", "DTEND:20260401T080000Z", "SUMMARY:alice"],
      [],
    ],
    [
      "of a date that is not said to be one, nor to end, is that day",
      ["DTSTART:20260302", "SUMMARY:alice"],
      ["alice 2026-03-02T00:00–2026-03-03T00:00"],
    ],
    [
      "of a date that ends on itself is that day",
      ["DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260302", "SUMMARY:alice"],
      ["alice 2026-03-02T00:00–2026-03-03T00:00"],
    ],
    [
      "of dates ends before the date of its end",
      ["DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260309", "SUMMARY:alice"],
      ["alice 2026-03-02T00:00–2026-03-09T00:00"],
    ],
    [
      "is read over folds in the middle of a name",
      ["DTSTART:20260302T080000Z", "DTEND:2026030", " 2T160000Z", "SUMMARY:Alice Lid", "\tdell"],
      ["alice 2026-03-02T08:00–16:00"],
    ],
    [
      "is read over folds at a space",
      ["DTSTART:20260302T080000Z", "DTEND:20260302T160000Z", "SUMMARY:Alice", "  Liddell"],
      ["alice 2026-03-02T08:00–16:00"],
    ],
    [
      "is read past alarms, and lines that are nothing to us",
      [
        ...monday,
        "DESCRIPTION:Notes",
        "that somebody pasted with a line end, and no colon",
        "BEGIN:VALARM",
        "DURATION:PT1M",
        "SUMMARY:bob",
        "END:VALARM",
      ],
      ["alice 2026-03-02T08:00–16:00"],
    ],
  ])("%s", (_, lines, shifts) => {
    expect(shiftsIn(aFeed(anEvent(...lines)), march)).toEqual(shifts);
  });

  test("that is in a feed twice is one shift", () => {
    expect(shiftsIn(aFeed(anEvent(...monday), anEvent(...monday)), march)).toHaveLength(1);
  });

  test("comes in the order of its start, whoever is first in the feed", () => {
    const sunday = anEvent("DTSTART:20260301T080000Z", "DTEND:20260301T160000Z", "SUMMARY:bob");
    expect(shiftsIn(aFeed(anEvent(...monday), sunday), march)).toEqual([
      "bob 2026-03-01T08:00–16:00",
      "alice 2026-03-02T08:00–16:00",
    ]);
  });
});

const nights = ["UID:nights", "DTSTART:20260302T200000Z", "DURATION:PT12H", "SUMMARY:alice"];
const firstWeek = { from: "2026-03-02T00:00Z", to: "2026-03-06T00:00Z" };
const night = (who: string, day: number): string => `${who} 2026-03-0${day}T20:00–2026-03-0${day + 1}T08:00`;

describe("a series", () => {
  test.each<Fact>([
    [
      "goes on for as long as it is looked at",
      [...nights, "RRULE:FREQ=DAILY"],
      [night("alice", 2), night("alice", 3), night("alice", 4), night("alice", 5)],
    ],
    ["ends after its count", [...nights, "RRULE:FREQ=DAILY;COUNT=2"], [night("alice", 2), night("alice", 3)]],
    [
      "includes the time it lasts until",
      [...nights, "RRULE:FREQ=DAILY;UNTIL=20260303T200000Z"],
      [night("alice", 2), night("alice", 3)],
    ],
    [
      "includes the whole date it lasts until",
      [...nights, "RRULE:FREQ=DAILY;UNTIL=20260303"],
      [night("alice", 2), night("alice", 3)],
    ],
    ["that ended before it began is nobody's", [...nights, "RRULE:FREQ=DAILY;UNTIL=20260201T000000Z"], []],
    [
      "leaves single times out",
      [...nights, "RRULE:FREQ=DAILY", "EXDATE:20260303T200000Z,20260305T200000Z"],
      [night("alice", 2), night("alice", 4)],
    ],
    [
      "leaves out what begins on a date",
      [...nights, "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20260303", "EXDATE:20260305"],
      [night("alice", 2), night("alice", 4)],
    ],
    [
      "is not led astray by times it never had",
      [
        ...nights,
        "RRULE:FREQ=DAILY",
        "EXDATE:20260302T190000Z,20260302T191500Z,20260302T193000Z,20260303T200000Z",
      ],
      [night("alice", 2), night("alice", 4), night("alice", 5)],
    ],
    [
      "has single times more, and its start is one of them",
      [...nights, "RDATE:20260304T200000Z"],
      [night("alice", 2), night("alice", 4)],
    ],
    [
      "has periods of their own length more",
      [...nights, "RDATE;VALUE=PERIOD:20260304T080000Z/20260304T090000Z,20260305T080000Z/PT2H"],
      [night("alice", 2), "alice 2026-03-04T08:00–09:00", "alice 2026-03-05T08:00–10:00"],
    ],
    [
      "does not have a time twice",
      [...nights, "RRULE:FREQ=DAILY;COUNT=2", "RDATE:20260303T200000Z"],
      [night("alice", 2), night("alice", 3)],
    ],
    [
      "may follow several rules",
      [...nights, "RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=WEEKLY;BYDAY=WE"],
      [night("alice", 2), night("alice", 4)],
    ],
    ["may end its rule with a semicolon", [...nights, "RRULE:FREQ=WEEKLY;BYDAY=MO;"], [night("alice", 2)]],
  ])("%s", (_, lines, shifts) => {
    expect(shiftsIn(aFeed(anEvent(...lines)), firstWeek)).toEqual(shifts);
  });

  test("may have its hours in any order", () => {
    const twiceADay = anEvent(
      "DTSTART:20260302T080000Z",
      "DURATION:PT1H",
      "RRULE:FREQ=DAILY;COUNT=3;BYHOUR=20,8",
      "SUMMARY:bob",
    );
    expect(shiftsIn(aFeed(twiceADay), firstWeek)).toEqual([
      "bob 2026-03-02T08:00–09:00",
      "bob 2026-03-02T20:00–21:00",
      "bob 2026-03-03T08:00–09:00",
    ]);
  });

  test("of whole weeks is found at the end of one", () => {
    const weeks = anEvent(
      "DTSTART:20250106T090000Z",
      "DTEND:20250113T090000Z",
      "RRULE:FREQ=WEEKLY",
      "SUMMARY:bob",
    );
    expect(shiftsIn(aFeed(weeks), { from: "2026-03-09T08:00Z", to: "2026-03-09T09:00Z" })).toEqual([
      "bob 2026-03-02T09:00–2026-03-09T09:00",
    ]);
  });

  test("of years is read where it is looked at", () => {
    const since2001 = anEvent(
      "DTSTART;TZID=Europe/Berlin:20010101T090000",
      "DTEND;TZID=Europe/Berlin:20010101T170000",
      "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
      "SUMMARY:bob",
    );
    // 1,314 weeks later, so it is one of its weeks: the one before is none.
    expect(shiftsIn(aFeed(since2001), { from: "2026-03-02T00:00Z", to: "2026-03-16T00:00Z" })).toEqual([
      "bob 2026-03-09T08:00–16:00",
      "bob 2026-03-13T08:00–16:00",
    ]);
  });

  test("has the hours of its time zone: 13:00 in Yekaterinburg is 8:00 in UTC", () => {
    const days = anEvent(
      "UID:days",
      "DTSTART;TZID=Asia/Yekaterinburg:20210124T130000",
      "DTEND;TZID=Asia/Yekaterinburg:20210124T220000",
      "RRULE:FREQ=DAILY",
      "SUMMARY:@Bob",
    );
    const window = { from: "2021-01-26T00:00Z", to: "2021-01-27T00:00Z" };
    expect(shiftsIn(aFeed(days), window)).toEqual(["bob 2021-01-26T08:00–17:00"]);
  });
});

describe("an occurrence of its own", () => {
  const series = anEvent(...nights, "RRULE:FREQ=DAILY");
  const moved = (...lines: string[]): string => aFeed(series, anEvent("UID:nights", ...lines));

  test.each<Fact>([
    [
      "takes the place of the one it replaces",
      ["RECURRENCE-ID:20260303T200000Z", "DTSTART:20260303T200000Z", "DURATION:PT12H", "SUMMARY:bob"],
      [night("alice", 2), night("bob", 3), night("alice", 4), night("alice", 5)],
    ],
    [
      "may be at another time",
      ["RECURRENCE-ID:20260303T200000Z", "DTSTART:20260303T220000Z", "DURATION:PT1H", "SUMMARY:bob"],
      [night("alice", 2), "bob 2026-03-03T22:00–23:00", night("alice", 4), night("alice", 5)],
    ],
    [
      "may have come from without the window",
      ["RECURRENCE-ID:20260320T200000Z", "DTSTART:20260305T080000Z", "DURATION:PT1H", "SUMMARY:bob"],
      [
        night("alice", 2),
        night("alice", 3),
        night("alice", 4),
        "bob 2026-03-05T08:00–09:00",
        night("alice", 5),
      ],
    ],
    [
      "may have gone there",
      ["RECURRENCE-ID:20260303T200000Z", "DTSTART:20260320T200000Z", "DURATION:PT1H", "SUMMARY:bob"],
      [night("alice", 2), night("alice", 4), night("alice", 5)],
    ],
    [
      "may name the same instant in another zone",
      [
        "RECURRENCE-ID;TZID=Asia/Tokyo:20260304T050000",
        "DTSTART:20260303T200000Z",
        "DURATION:PT12H",
        "SUMMARY:bob",
      ],
      [night("alice", 2), night("bob", 3), night("alice", 4), night("alice", 5)],
    ],
    [
      "may name the date only",
      ["RECURRENCE-ID;VALUE=DATE:20260303", "DTSTART:20260303T200000Z", "DURATION:PT12H", "SUMMARY:bob"],
      [night("alice", 2), night("bob", 3), night("alice", 4), night("alice", 5)],
    ],
    [
      "that is cancelled is nobody's",
      [
        "RECURRENCE-ID:20260303T200000Z",
        "DTSTART:20260303T200000Z",
        "DURATION:PT12H",
        "SUMMARY:alice",
        "STATUS:CANCELLED",
      ],
      [night("alice", 2), night("alice", 4), night("alice", 5)],
    ],
    [
      "that replaces what never was is on call beside it",
      ["RECURRENCE-ID:19700101T000000Z", "DTSTART:20260303T200000Z", "DURATION:PT12H", "SUMMARY:bob"],
      [night("alice", 2), night("alice", 3), night("bob", 3), night("alice", 4), night("alice", 5)],
    ],
  ])("%s", (_, lines, shifts) => {
    expect(shiftsIn(moved(...lines), firstWeek)).toEqual(shifts);
  });

  test("of a series that is not in the feed is a shift", () => {
    const alone = anEvent(...nights, "RECURRENCE-ID:20260301T200000Z");
    expect(shiftsIn(aFeed(alone), firstWeek)).toEqual([night("alice", 2)]);
  });

  test("of another series leaves this one alone", () => {
    const other = [
      "UID:other",
      "RECURRENCE-ID:20260303T200000Z",
      "DTSTART:20260303T200000Z",
      "DURATION:PT12H",
    ];
    expect(shiftsIn(aFeed(series, anEvent(...other, "SUMMARY:bob")), firstWeek)).toContain(night("alice", 3));
  });

  test("that stands for all later ones too is read once, and told", () => {
    const later = anEvent(
      "UID:nights",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T200000Z",
      "DTSTART:20260303T200000Z",
      "DURATION:PT12H",
      "SUMMARY:bob",
    );
    const { shifts, problems } = readIn(aFeed(series, later), firstWeek);
    expect(shifts.map(({ responder }) => responder)).toEqual(["alice", "bob", "alice", "alice"]);
    expect(problems).toEqual([
      {
        line: 11,
        about: '"bob"',
        says: "is also in the place of all that come after it (RANGE=THISANDFUTURE), which is not read: end the series before it, and begin a new one",
      },
    ]);
  });
});

test("what is over, or yet to come, is not complained of", () => {
  const gone = anEvent("DTSTART:20250302T080000Z", "DURATION:PT1H", "SUMMARY:Zed, who left");
  const cancelled = anEvent("DTSTART:20260302T080000Z", "DURATION:PT1H", "SUMMARY:Zed", "STATUS:CANCELLED");
  expect(problemsIn(aFeed(gone, cancelled))).toEqual([]);
});
