import { expect, test } from "vitest";
import {
  answerClock,
  breachClock,
  hasRunOut,
  isWaiting,
  startClock,
} from "../../../../shared/domain/clocks/clock.ts";

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const clock = startClock("firstReply", at("10:00:00"), 900);

test("a clock of fifteen minutes is due fifteen minutes after the customer wrote", () => {
  expect(clock.dueAt).toBe("2026-11-21T10:15:00.000Z");
});

test.each([
  { answered: "10:14:59", state: "met" },
  { answered: "10:15:00", state: "met" },
  { answered: "10:15:00.001", state: "breached" },
])("an answer at $answered leaves the clock $state", ({ answered, state }) => {
  expect(answerClock(clock, at(answered))).toMatchObject({ state, answeredAt: at(answered).toISOString() });
});

test("an answer that was in time is in time, even when we hear of it after the breach was told", () => {
  expect(answerClock(breachClock(clock), at("10:10:00"))).toMatchObject({ state: "met" });
});

test("a second answer does not move the first", () => {
  const answered = answerClock(clock, at("10:05:00"));
  expect(answerClock(answered, at("10:07:00"))).toEqual(answered);
});

test("a clock has run out only after its due instant, and only while it runs", () => {
  expect(hasRunOut(clock, at("10:15:00"))).toBe(false);
  expect(hasRunOut(clock, at("10:15:00.001"))).toBe(true);
  expect(hasRunOut(breachClock(clock), at("11:00:00"))).toBe(false);
});

test("a customer whose clock was breached is still waiting", () => {
  expect(isWaiting(breachClock(clock))).toBe(true);
  expect(isWaiting(answerClock(breachClock(clock), at("10:20:00")))).toBe(false);
});
