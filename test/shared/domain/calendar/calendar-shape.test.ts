import { expect, test } from "vitest";
import { Calendar } from "../../../../shared/domain/calendar/calendar-shape.ts";

const week = { mon: [["09:00", "17:00"]] };

test.each([
  ["a week", { time_zone: "Europe/Berlin", weekly: week }],
  [
    "segments that touch, in any order",
    {
      time_zone: "UTC",
      weekly: {
        mon: [
          ["12:00", "24:00"],
          ["00:00", "12:00"],
        ],
      },
    },
  ],
  [
    "single dates only",
    { time_zone: "UTC", weekly: {}, date_overrides: { "2028-02-29": [["10:00", "11:00"]] } },
  ],
  ["always on", { time_zone: "UTC", always_on: true }],
  [
    "always on, said twice",
    { time_zone: "UTC", always_on: true, weekly: { mon: [["00:00", "24:00"]] }, holidays: [] },
  ],
  [
    "breaks that overlap",
    {
      time_zone: "UTC",
      weekly: week,
      breaks: {
        "2026-03-04": [
          ["09:00", "11:00"],
          ["10:00", "12:00"],
        ],
      },
    },
  ],
])("%s is a calendar", (_, calendar) => {
  expect(Calendar.safeParse(calendar).error).toBeUndefined();
});

test.each([
  ["weekly", "no hours", { weekly: {} }],
  ["weekly", "empty days", { weekly: { mon: [] }, date_overrides: { "2026-03-04": [] } }],
  ["weekly", "no week at all", {}],
  ["time_zone", "a zone nobody knows", { time_zone: "Europe/Atlantis", weekly: week }],
  ["time_zone", "a mere offset", { time_zone: "+05:30", weekly: week }],
  ["weekly.tue.0", "a reversed segment", { weekly: { tue: [["17:00", "09:00"]] } }],
  ["weekly.tue.0", "a segment that ends at 00:00", { weekly: { tue: [["09:00", "00:00"]] } }],
  ["weekly.tue.0", "a segment without length", { weekly: { tue: [["09:00", "09:00"]] } }],
  [
    "weekly.tue.2",
    "segments that overlap",
    {
      weekly: {
        tue: [
          ["09:00", "12:00"],
          ["14:00", "16:00"],
          ["11:00", "13:00"],
        ],
      },
    },
  ],
  ["weekly.tue.0.1", "a time that does not exist", { weekly: { tue: [["09:00", "24:30"]] } }],
  ["weekly.tue.0.0", "a time without its zero", { weekly: { tue: [["9:00", "12:00"]] } }],
  [
    "date_overrides.2026-03-04.1",
    "a date's overlapping hours",
    {
      weekly: week,
      date_overrides: {
        "2026-03-04": [
          ["09:00", "12:00"],
          ["09:00", "10:00"],
        ],
      },
    },
  ],
  [
    "date_overrides.2026-02-30",
    "a date that does not exist",
    { weekly: week, date_overrides: { "2026-02-30": [] } },
  ],
  [
    "breaks.2026-03-04.0",
    "a reversed break",
    { weekly: week, breaks: { "2026-03-04": [["12:00", "11:00"]] } },
  ],
  ["holidays.1", "a holiday that does not exist", { weekly: week, holidays: ["2028-02-29", "2027-02-29"] }],
  ["holidays", "holidays of what is always on", { always_on: true, holidays: ["2026-12-25"] }],
  ["weekly.mon", "hours of what is always on", { always_on: true, weekly: week }],
  ["", "a field nobody knows", { weekly: week, vacations: [] }],
])("at %s, %s is refused", (path, _, calendar) => {
  const issues = Calendar.safeParse({ time_zone: "UTC", ...calendar }).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
