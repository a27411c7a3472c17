import { expect, test } from "vitest";
import { effectiveDue, windowSecondsOf } from "../../../../shared/domain/clocks/reply-window.ts";

const createdAt = new Date("2026-11-20T17:00:00Z");

test.each(["facebook", "instagram", "whatsapp"] as const)(
  "a private message on %s is due an hour before a day has passed, counted from when it was written",
  (platform) => {
    const window = windowSecondsOf({ platform, public: false });
    const monday = new Date("2026-11-23T09:00:00Z");
    expect(effectiveDue(monday, createdAt, window)).toEqual(new Date("2026-11-21T16:00:00Z"));
  },
);

test.each(["facebook", "instagram"] as const)(
  "a comment on %s can be answered in private for seven days: it is due an hour before they have passed",
  (platform) => {
    const window = windowSecondsOf({ platform, public: true });
    const nextMonth = new Date("2026-12-23T09:00:00Z");
    expect(effectiveDue(nextMonth, createdAt, window)).toEqual(new Date("2026-11-27T16:00:00Z"));
  },
);

test.each([
  { platform: "threads", isPublic: true },
  { platform: "x", isPublic: false },
  { platform: "x", isPublic: true },
] as const)("$platform, public $isPublic, may be answered whenever", ({ platform, isPublic }) => {
  expect(windowSecondsOf({ platform, public: isPublic })).toBeNull();
});

test("the earlier of promise and window counts, and a window alone starts no clock", () => {
  const soon = new Date("2026-11-20T17:30:00Z");
  expect(effectiveDue(soon, createdAt, 3600)).toEqual(soon);
  expect(effectiveDue(soon, createdAt, 60)).toEqual(new Date("2026-11-20T17:01:00Z"));
  expect(effectiveDue(soon, createdAt, null)).toBe(soon);
  expect(effectiveDue(null, createdAt, 60)).toBeNull();
});
