import { expect, test } from "vitest";
import { effectiveDue, windowEnd } from "../../../shared/domain/reply-window.ts";

const createdAt = "2026-11-20T17:00:00.000Z";

test.each(["facebook", "instagram", "whatsapp"] as const)(
  "a private message on %s is due an hour before a day has passed, counted from when it was written",
  (platform) => {
    expect(windowEnd({ platform, public: false, createdAt })).toEqual(new Date("2026-11-21T16:00:00Z"));
  },
);

test.each([
  { platform: "facebook", isPublic: true },
  { platform: "x", isPublic: false },
  { platform: "x", isPublic: true },
] as const)("$platform, public $isPublic, may be answered whenever", ({ platform, isPublic }) => {
  expect(windowEnd({ platform, public: isPublic, createdAt })).toBeNull();
});

test("the earlier of promise and window counts, and a window alone starts no clock", () => {
  const [early, late] = [new Date("2026-11-21T10:00:00Z"), new Date("2026-11-23T10:00:00Z")];
  expect(effectiveDue(late, early)).toBe(early);
  expect(effectiveDue(early, late)).toBe(early);
  expect(effectiveDue(early, null)).toBe(early);
  expect(effectiveDue(null, early)).toBeNull();
});
