import { describe, expect, test } from "vitest";
import { readSnooze, snoozePresets } from "../../../functions/answer-page/snooze-times.ts";

const at = (now: string, timeZone = "Europe/Berlin") => ({ now: new Date(now), timeZone });
const night = at("2026-11-21T02:12:30Z");

const presetsAt = (moment: ReturnType<typeof at>): string[] =>
  snoozePresets(moment).map(({ label, until }) => `${label} ${until.toISOString().slice(5, 16)}`);

test("the presets are whole minutes from now, and the reader's own morning", () => {
  expect(presetsAt(night)).toEqual([
    "15 min 11-21T02:28",
    "30 min 11-21T02:43",
    "1 hour 11-21T03:13",
    "Morning 11-21T07:00",
  ]);
});

test.each([
  ["2026-11-21T06:59:59Z", "Europe/Berlin", "Morning 11-21T07:00"],
  ["2026-11-21T07:00:00Z", "Europe/Berlin", "Morning 11-22T07:00"],
  ["2026-11-21T02:12:00Z", "America/New_York", "Morning 11-21T13:00"],
  ["2027-03-28T00:30:00Z", "Europe/Berlin", "Morning 03-28T06:00"],
])("at %s in %s the last preset is %s", (now, zone, preset) => {
  expect(presetsAt(at(now, zone)).at(-1)).toBe(preset);
});

test("a morning that is more than a day away, when clocks go back, is not offered", () => {
  expect(presetsAt(at("2026-10-24T06:30:00Z"))).toHaveLength(3);
});

describe("somebody who snoozes until", () => {
  test.each([
    ["a preset", { until: "2026-11-21T02:28:00.000Z" }, "2026-11-21T02:28:00.000Z"],
    ["a time on their own wall", { at: "2026-11-21T08:15" }, "2026-11-21T07:15:00.000Z"],
    ["the last minute of a day", { at: "2026-11-22T03:12" }, "2026-11-22T02:12:00.000Z"],
  ])("%s is left alone until then", (_, form, until) => {
    expect(readSnooze(form, night)).toEqual({ kind: "until", until: new Date(until) });
  });

  test.each([
    ["nothing", {}, "Pick a time, like 08:00 tomorrow."],
    ["a word", { at: "soon" }, "Pick a time, like 08:00 tomorrow."],
    ["a preset that is none", { until: "2026-11-21" }, "Pick a time, like 08:00 tomorrow."],
    ["a time that is past", { at: "2026-11-21T03:12" }, "03:12 is past: it is 03:12 now."],
    ["yesterday", { at: "2026-11-20T23:00" }, "Fri 20 Nov 23:00 is past: it is 03:12 now."],
    ["next week", { at: "2026-11-28T08:00" }, "That is too long: pick a time before Sun 22 Nov 03:12."],
  ])("%s is told what to pick instead", (_, form, says) => {
    expect(readSnooze(form, night)).toEqual({ kind: "problem", says });
  });
});
