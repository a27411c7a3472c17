import { describe, expect, test } from "vitest";
import {
  advance,
  beginSweep,
  firstPosition,
  isRearmed,
  lookAhead,
  lookBack,
  neverSwept,
  type DuePosition,
  type SweepProgress,
} from "../../../../shared/domain/sweeping/sweep-progress.ts";
import { aConversation } from "../../../builders/a-conversation.ts";

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const lastOf = (time: string): DuePosition => ({ dueAt: at(time).toISOString(), conversationId: null });
const behind = (time: string): DuePosition => ({ ...lastOf(time), conversationId: aConversation().id });

/** A shard that every sweep up to 10:00 has swept to the end. */
const swept = (changes: Partial<SweepProgress> = {}): SweepProgress => ({
  revision: 7,
  armedUntil: lastOf("10:02:30"),
  roundBeganAt: at("10:00:00").toISOString(),
  round: null,
  ...changes,
});

describe("a sweep looks ahead", () => {
  test("two and a half minutes, from where the last one stopped", () => {
    expect(lookAhead(swept(), at("10:01:00"))).toEqual({ after: lastOf("10:02:30"), until: at("10:03:30") });
  });

  test("from the beginning, when it is the first", () => {
    expect(lookAhead(neverSwept, at("10:01:00"))).toEqual({ after: firstPosition, until: at("10:03:30") });
  });

  test("from the very deadline at which the last one ran out of time", () => {
    const progress = swept({ armedUntil: behind("10:01:17") });
    expect(lookAhead(progress, at("10:01:00"))?.after).toEqual(behind("10:01:17"));
  });

  test("at nothing, when it is for a minute that another has swept already", () => {
    expect(lookAhead(swept(), at("10:00:00"))).toBeNull();
    expect(lookAhead(swept(), at("09:00:00"))).toBeNull();
  });

  test("and moves on to the next page, or to the end of what it looked at", () => {
    const ahead = { until: at("10:03:30"), next: behind("10:02:44") };
    expect(advance(swept(), { ahead, back: null })).toMatchObject({
      revision: 8,
      armedUntil: behind("10:02:44"),
    });
    expect(advance(swept(), { ahead: { ...ahead, next: null }, back: null })).toMatchObject({
      armedUntil: lastOf("10:03:30"),
    });
  });
});

describe("a sweep looks back", () => {
  test("from the oldest to what is a minute overdue", () => {
    expect(lookBack(beginSweep(swept(), at("10:01:00")))).toEqual({
      after: firstPosition,
      until: at("10:00:00"),
    });
  });

  test("never at what nobody has handed over yet", () => {
    const progress = swept({ armedUntil: lastOf("09:30:00") });
    expect(lookBack(beginSweep(progress, at("10:01:00")))?.until).toEqual(at("09:30:00"));
  });

  test("from where the last one stopped, at no more than that one would have seen", () => {
    const begun = beginSweep(swept(), at("10:01:00"));
    const stopped = advance(begun, { ahead: null, back: { next: behind("09:15:00") } });
    const next = beginSweep(stopped, at("10:02:00"));
    expect(lookBack(next)).toEqual({ after: behind("09:15:00"), until: at("10:00:00") });
    const through = advance(next, { ahead: null, back: { next: null } });
    expect(lookBack(through)).toBeNull();
    expect(lookBack(beginSweep(through, at("10:03:00")))).toMatchObject({ after: firstPosition });
  });

  // The round before it began at 10:00:00, this one begins at 10:01:00.
  test.each([
    ["is a minute late", "10:00:00", true],
    ["is a second short of it", "10:00:01", false],
    ["became a minute late between the two", "09:59:30", true],
    ["became three minutes late between the two", "09:57:30", false],
    ["became four", "09:56:30", true],
    ["became an hour late", "09:00:30", true],
    ["was an hour late at the one before", "09:00:00", false],
  ])("and hands over again, by its turn, what %s", (_, dueAt, expected) => {
    expect(isRearmed(beginSweep(swept(), at("10:01:00")), at(dueAt))).toBe(expected);
  });

  test("at every turn that came in rounds that nobody made", () => {
    const progress = beginSweep(swept(), at("13:00:00"));
    expect(isRearmed(progress, at("09:31:00"))).toBe(true);
  });

  test("at no turn twice, when it is for a minute that is long past", () => {
    const late = beginSweep(swept(), at("09:00:00"));
    expect(late.roundBeganAt).toBe(at("10:00:00").toISOString());
    expect(isRearmed(late, at("08:58:00"))).toBe(false);
  });
});
