import type { DeadlineReached } from "../contracts/deadline-reached.ts";

/**
 * Hands deadlines to the queue that `ring-deadline` reads, each delayed until just before it is due (at most 15 minutes).
 * `now` is asked at every call that is made: many deadlines take a while, and a delay counts from when it is told.
 */
export type DeadlineQueue = {
  readonly arm: (deadlines: readonly DeadlineReached[], now: () => Date) => Promise<void>;
};
