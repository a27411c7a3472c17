import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";

/** Keeps what was armed, in order. */
export const memoryDeadlineQueue = (): DeadlineQueue & { readonly armed: DeadlineReached[] } => {
  const armed: DeadlineReached[] = [];
  return { armed, arm: async (deadlines) => void armed.push(...deadlines) };
};
