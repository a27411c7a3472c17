/**
 * How a deadline is timed on its way through a queue that counts in whole seconds: it comes out a moment before its time,
 * and whoever rings it waits out the rest to the millisecond.
 */

/** What it takes to fetch a message, and to start a process for it. */
export const headStartMs = 250;

const wholeSeconds = 1000;

/** Seconds for which the queue hides a deadline, cut down: never late by rounding. Not negative. */
export const delaySecondsOf = (dueAt: string, now: Date): number =>
  Math.max(0, Math.floor((Date.parse(dueAt) - headStartMs - now.getTime()) / wholeSeconds));

/** It could be hidden for another second: whoever waits for it would only be paid for waiting. */
export const cameTooEarly = (dueAt: string, now: Date): boolean => delaySecondsOf(dueAt, now) > 0;
