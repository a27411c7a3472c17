/**
 * The time as AWS stamped it on what it delivered. A function's own clock may be wrong; from the stamp on, time is
 * measured, not read. A stamp is never later than the moment it arrives, so this clock may be slow, but never fast.
 */
import type { Context, SQSRecord } from "aws-lambda";
import type { WallClock } from "../ports/wall-clock.ts";
import { systemWallClock } from "./system-wall-clock.ts";
import { waitUntil } from "./wait-until.ts";

export const stampedClock = (stamp: Date): WallClock => {
  const arrivedAt = performance.now();
  const now = (): Date => new Date(stamp.getTime() + performance.now() - arrivedAt);
  return { now, waitUntil: waitUntil(now) };
};

/**
 * When a queue first handed this record over: now, unless it is a later try. A record that failed before is thus
 * looked at with the time it was first looked at.
 */
export const firstReceivedAt = ({ attributes }: Pick<SQSRecord, "attributes">): Date =>
  new Date(Number(attributes.ApproximateFirstReceiveTimestamp));

/**
 * When Lambda handed this invocation over: so long before the instant by which it must be over. It tells that instant
 * by its own clock; that it is told as time left, by this machine's, cancels out. So does not a time-out that is no
 * longer the function's: hence never later than this machine believes, and both would have to be wrong.
 */
export const invokedAt = (
  { getRemainingTimeInMillis }: Pick<Context, "getRemainingTimeInMillis">,
  timeoutSeconds: number,
): Date => {
  const now = Date.now();
  return new Date(Math.min(now, now + getRemainingTimeInMillis() - timeoutSeconds * 1000));
};

/** The likeliest time, where slow is no better than fast: the queue's at a first try, this machine's when it is long ago. */
export const likelyClock = (record: Pick<SQSRecord, "attributes">): WallClock =>
  record.attributes.ApproximateReceiveCount === "1" ? stampedClock(firstReceivedAt(record)) : systemWallClock;
