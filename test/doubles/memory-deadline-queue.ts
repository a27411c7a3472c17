import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";

/** Keeps what was armed, in order, and by what time. */
export const memoryDeadlineQueue = (): DeadlineQueue & {
  readonly armed: DeadlineReached[];
  readonly armedAt: Date[];
} => {
  const armed: DeadlineReached[] = [];
  const armedAt: Date[] = [];
  return {
    armed,
    armedAt,
    arm: async (deadlines, now) => {
      armed.push(...deadlines);
      armedAt.push(...deadlines.map(() => now()));
    },
  };
};
