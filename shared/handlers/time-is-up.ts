import type { Context } from "aws-lambda";

/** Enough to say which records of a batch are done. */
const marginMilliseconds = 1000;

export type TimeIsUp = {
  /** Rejects when the invocation is about to be killed. */
  readonly promise: Promise<never>;
  readonly stop: () => void;
};

/**
 * A time-out that kills an invocation takes the records with it that are done; one that is still at work when time is
 * nearly up fails alone instead. Lambda tells the time that is left by this machine's clock: an invocation that begins
 * with none left has a clock that is wrong, and goes on as long as it can.
 */
export const timeIsUp = ({
  getRemainingTimeInMillis,
}: Pick<Context, "getRemainingTimeInMillis">): TimeIsUp => {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const left = getRemainingTimeInMillis() - marginMilliseconds;
  const timer = left > 0 ? setTimeout(() => reject(new Error("its time was up")), left) : undefined;
  return { promise, stop: () => clearTimeout(timer) };
};
