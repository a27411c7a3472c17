/** Feeds in the manner of the calendars people keep their rotas in. */
import { expect, test } from "vitest";
import { march, readIn, shiftsIn } from "./a-feed.ts";

const lines = (text: string): string => text.trim().replaceAll(/\n */gu, "\r\n");

test("a weekly rota in Google Calendar, with a swapped week and a weekend for one we do not know", () => {
  const google = lines(String.raw`
    BEGIN:VCALENDAR
    PRODID:-//Google Inc//Google Calendar 70.9054//EN
    VERSION:2.0
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    X-WR-CALNAME:Service rota
    X-WR-TIMEZONE:Europe/Berlin
    BEGIN:VTIMEZONE
    TZID:Europe/Berlin
    X-LIC-LOCATION:Europe/Berlin
    BEGIN:DAYLIGHT
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    TZNAME:GMT+2
    DTSTART:19700329T020000
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
    END:DAYLIGHT
    BEGIN:STANDARD
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    TZNAME:GMT+1
    DTSTART:19701025T030000
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    DTSTART;TZID=Europe/Berlin:20260302T090000
    DTEND;TZID=Europe/Berlin:20260306T170000
    RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20260430T215959Z;BYDAY=MO
    EXDATE;TZID=Europe/Berlin:20260316T090000
    DTSTAMP:20260220T101500Z
    UID:5f0c2example@google.com
    CREATED:20260101T090000Z
    DESCRIPTION:Phone in the <b>drawer</b>\n\nAsk first.
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Alice Liddell
    TRANSP:OPAQUE
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:This is an event reminder
    TRIGGER:-P0DT0H30M0S
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    DTSTART;TZID=Europe/Berlin:20260323T090000
    DTEND;TZID=Europe/Berlin:20260327T170000
    DTSTAMP:20260220T101500Z
    UID:5f0c2example@google.com
    RECURRENCE-ID;TZID=Europe/Berlin:20260323T090000
    SEQUENCE:2
    STATUS:CONFIRMED
    SUMMARY:Bob
    TRANSP:OPAQUE
    END:VEVENT
    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20260307
    DTEND;VALUE=DATE:20260309
    DTSTAMP:20260220T101500Z
    UID:77aexample@google.com
    STATUS:CONFIRMED
    SUMMARY:[L1] bob\, Zed
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR`);
  const { shifts, problems } = readIn(google, { ...march, to: "2026-04-04T00:00Z" });
  expect(shifts).toEqual([
    { responder: "alice", from: "2026-03-02T08:00:00.000Z", to: "2026-03-06T16:00:00.000Z" },
    { responder: "bob", from: "2026-03-06T23:00:00.000Z", to: "2026-03-08T23:00:00.000Z", priority: 1 },
    { responder: "alice", from: "2026-03-09T08:00:00.000Z", to: "2026-03-13T16:00:00.000Z" },
    { responder: "bob", from: "2026-03-23T08:00:00.000Z", to: "2026-03-27T16:00:00.000Z" },
    { responder: "alice", from: "2026-03-30T07:00:00.000Z", to: "2026-04-03T15:00:00.000Z" },
  ]);
  expect(problems.map(({ about, says }) => `${about} ${says}`)).toEqual([
    '"[L1] bob, Zed" names nobody who is known as "Zed": write the id, e-mail address or name of alice, bob, carol',
  ]);
});

test("a rota in Outlook, whose zones have names of their own", () => {
  const outlook = lines(String.raw`
    BEGIN:VCALENDAR
    METHOD:PUBLISH
    PRODID:Microsoft Exchange Server 2010
    VERSION:2.0
    X-WR-CALNAME:Rota
    BEGIN:VTIMEZONE
    TZID:W. Europe Standard Time
    BEGIN:STANDARD
    DTSTART:16010101T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:16010101T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
    END:DAYLIGHT
    END:VTIMEZONE
    BEGIN:VEVENT
    DESCRIPTION;LANGUAGE=de-DE:\n
    RRULE:FREQ=DAILY;UNTIL=20260331T200000Z;INTERVAL=2
    EXDATE;TZID=W. Europe Standard Time:20260325T220000
    UID:040000008200E00074C5B7101A82E008
    SUMMARY;LANGUAGE=de-DE:Doe\, Carol
    DTSTART;TZID=W. Europe Standard Time:20260323T220000
    DTEND;TZID=W. Europe Standard Time:20260324T060000
    CLASS:PUBLIC
    PRIORITY:5
    DTSTAMP:20260301T080000Z
    TRANSP:TRANSPARENT
    STATUS:CONFIRMED
    SEQUENCE:0
    LOCATION;LANGUAGE=de-DE:
    X-MICROSOFT-CDO-APPT-SEQUENCE:0
    X-MICROSOFT-CDO-BUSYSTATUS:FREE
    X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
    END:VEVENT
    BEGIN:VEVENT
    UID:040000008200E00074C5B7101A82E008
    RECURRENCE-ID;TZID=W. Europe Standard Time:20260329T220000
    SUMMARY;LANGUAGE=de-DE:bob / alice
    DTSTART;TZID=W. Europe Standard Time:20260329T200000
    DTEND;TZID=W. Europe Standard Time:20260330T060000
    X-MICROSOFT-CDO-BUSYSTATUS:BUSY
    END:VEVENT
    BEGIN:VEVENT
    UID:040000008200E00074C5B7101A82E009
    RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=SA;BYSETPOS=-1
    SUMMARY:alice
    DTSTART;TZID=W. Europe Standard Time:20260131T000000
    DTEND;TZID=W. Europe Standard Time:20260201T000000
    X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
    END:VEVENT
    END:VCALENDAR`);
  expect(shiftsIn(outlook, { ...march, to: "2026-04-10T00:00Z" })).toEqual([
    "carol 2026-03-23T21:00–2026-03-24T05:00",
    "carol 2026-03-27T21:00–2026-03-28T05:00",
    "alice 2026-03-27T23:00–2026-03-28T23:00",
    "alice 2026-03-29T18:00–2026-03-30T04:00",
    "bob 2026-03-29T18:00–2026-03-30T04:00",
    "carol 2026-03-31T20:00–2026-04-01T04:00",
  ]);
});

test("a schedule from PagerDuty, which names the responder in the middle and invites them", () => {
  const pagerDuty = lines(`
    BEGIN:VCALENDAR
    VERSION:2.0
    X-WR-CALNAME:On Call Schedule
    BEGIN:VEVENT
    DTEND;VALUE=DATE-TIME:20260303T080000Z
    DTSTART;VALUE=DATE-TIME:20260302T080000Z
    ATTENDEE:alice@example.com
    UID:Q0EXAMPLE01
    URL:https://example.pagerduty.com/schedules#PEXAMPLE
    SUMMARY:On Call - A. Liddell - Service
    END:VEVENT
    BEGIN:VEVENT
    DTEND;VALUE=DATE-TIME:20260304T080000Z
    DTSTART;VALUE=DATE-TIME:20260303T080000Z
    ATTENDEE:bob@example.com
    UID:Q0EXAMPLE02
    URL:https://example.pagerduty.com/schedules#PEXAMPLE
    SUMMARY:On Call - B. Builder - Service
    END:VEVENT
    END:VCALENDAR`);
  expect(shiftsIn(pagerDuty, march)).toEqual([
    "alice 2026-03-02T08:00–2026-03-03T08:00",
    "bob 2026-03-03T08:00–2026-03-04T08:00",
  ]);
});
