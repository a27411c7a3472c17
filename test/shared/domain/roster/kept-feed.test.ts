import { describe, expect, test } from "vitest";
import { afterReading, neverRead, staleSince } from "../../../../shared/domain/roster/kept-feed.ts";
import { aKeptFeed, aReadFeed } from "../../../builders/a-kept-feed.ts";

const nine = new Date("2026-01-05T09:00:00Z");
const failed = (because = "answered 404") => ({ kind: "failed" as const, because });
const { at: _, ...shiftsOfToday } = aReadFeed();

describe("after a feed was looked at", () => {
  test("what it says now is kept in the place of what it said", () => {
    const shifts = [{ responder: "ben", from: "2026-01-05T10:00:00Z", to: "2026-01-05T11:00:00Z" }];
    const before = afterReading(aKeptFeed(), failed(), nine);
    expect(afterReading(before, { ...shiftsOfToday, kind: "read", shifts }, nine)).toEqual({
      read: aReadFeed({ at: nine.toISOString(), shifts }),
      failing: null,
    });
  });

  test("what did not change is as fresh as what was read, and as known", () => {
    expect(afterReading(aKeptFeed(), { kind: "unchanged" }, nine)).toEqual(
      aKeptFeed({ at: nine.toISOString() }),
    );
  });

  test("that could not be read, the last known shifts stay, and since when that is so", () => {
    const first = afterReading(aKeptFeed(), failed(), nine);
    const second = afterReading(first, failed("answered 500"), new Date("2026-01-05T09:15:00Z"));
    expect(second).toEqual({
      ...aKeptFeed(),
      failing: { since: nine.toISOString(), because: "answered 500" },
    });
  });
});

test.each([
  ["read a minute short of a day ago is fresh", aKeptFeed(), "2026-01-06T07:59:00Z", null],
  ["read a day ago is stale since then", aKeptFeed(), "2026-01-06T08:00:00Z", "2026-01-05T08:00:00.000Z"],
  ["nobody looked at yet is new", neverRead, "2026-01-06T08:00:00Z", null],
  [
    "never read is stale a day after the first try",
    afterReading(neverRead, failed(), nine),
    "2026-01-06T09:00:00Z",
    "2026-01-05T09:00:00.000Z",
  ],
])("a feed that was %s", (_name, kept, now, since) => {
  expect(staleSince(kept, new Date(now))?.toISOString() ?? null).toBe(since);
});
