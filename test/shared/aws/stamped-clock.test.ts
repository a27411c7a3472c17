import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { firstReceivedAt, invokedAt, likelyClock, stampedClock } from "../../../shared/aws/stamped-clock.ts";

const stamp = new Date("2026-11-21T10:14:59.960Z");

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.parse("2026-11-21T10:20Z") }),
);
afterEach(() => void vi.useRealTimers());

test("goes by the stamp, not by this machine's clock, and does not stand still", () => {
  const clock = stampedClock(stamp);
  expect(clock.now()).toEqual(stamp);
  vi.advanceTimersByTime(250);
  expect(clock.now()).toEqual(new Date("2026-11-21T10:15:00.210Z"));
});

test("waits out what is left of the time, and is never there before it", async () => {
  vi.useRealTimers();
  const clock = stampedClock(stamp);
  const due = new Date("2026-11-21T10:15:00.001Z");
  await clock.waitUntil(due);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(due.getTime());
});

const attributesOf = (receiveCount: number) => ({
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: "1795256000000",
    SenderId: "s",
    ApproximateFirstReceiveTimestamp: String(stamp.getTime()),
  },
});

test.each([
  [1, stamp],
  [2, new Date("2026-11-21T10:20:00Z")],
])("at try %i the likeliest time is %o", (receiveCount, time) => {
  expect(likelyClock(attributesOf(receiveCount)).now()).toEqual(time);
});

/** Of a function of 15 seconds that Lambda invoked at 10:15:00 by its clock, whose own shows another time. */
const invokedAgo = (shownSince: string, timeoutSeconds: number): Date => {
  const mustEndAt = Date.parse("2026-11-21T10:15:15Z");
  vi.setSystemTime(new Date(shownSince));
  return invokedAt({ getRemainingTimeInMillis: () => mustEndAt - Date.now() }, timeoutSeconds);
};

test.each([
  ["right", "2026-11-21T10:15:00.020Z", 15, "2026-11-21T10:15:00Z"],
  ["five minutes fast", "2026-11-21T10:20:00Z", 15, "2026-11-21T10:15:00Z"],
  [
    "five minutes slow, which makes it slow and nothing worse",
    "2026-11-21T10:10:00Z",
    15,
    "2026-11-21T10:10:00Z",
  ],
])(
  "Lambda's stamp is when it handed the invocation over, by a clock that is %s",
  (_, shown, timeout, expected) => {
    expect(invokedAgo(shown, timeout)).toEqual(new Date(expected));
  },
);

test("a time-out that is longer than we were told makes no stamp of the future", () => {
  expect(invokedAgo("2026-11-21T10:15:00.020Z", 5)).toEqual(new Date("2026-11-21T10:15:00.020Z"));
});

test("a queue's stamp is when it handed the record over for the first time", () => {
  expect(firstReceivedAt(attributesOf(2))).toEqual(stamp);
});
