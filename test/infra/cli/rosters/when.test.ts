import { expect, test } from "vitest";
import { When } from "../../../../infra/cli/rosters/when.ts";

test.each([
  ["2026-12-24", "2026-12-23T23:00:00.000Z"],
  ["2026-12-24T18:00", "2026-12-24T17:00:00.000Z"],
  ["2026-07-24 18:00", "2026-07-24T16:00:00.000Z"],
  ["2026-12-24T18:00:00Z", "2026-12-24T18:00:00.000Z"],
  ["2026-12-24T18:00:00-05:00", "2026-12-24T23:00:00.000Z"],
])("%s on a wall in Berlin is %s", (text, instant) => {
  expect(When.parse(text)("Europe/Berlin").toISOString()).toBe(instant);
});

test.each(["soon", "2026-02-30", "2026-12-24T25:00", "0026-12-24", "0000-01-01T00:00:00Z", "12:00", ""])(
  "%j is no time",
  (text) => {
    expect(When.safeParse(text).error?.issues[0]?.message).toMatch(/^write a date/u);
  },
);
