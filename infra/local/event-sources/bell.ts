import { setTimeout } from "node:timers/promises";

/** Wakes sleepers. A ring between looking and lying down is not missed: the sleeper says what it had heard. */
export type Bell = {
  readonly rings: () => number;
  readonly ring: () => void;
  /** Resolves when it has rung more often than `heard`, or after `milliseconds`, or when the signal is aborted. */
  readonly sleep: (heard: number, milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export const createBell = (): Bell => {
  let rings = 0;
  let next = Promise.withResolvers<void>();
  return {
    rings: () => rings,
    ring: () => {
      rings += 1;
      next.resolve();
      next = Promise.withResolvers<void>();
    },
    sleep: async (heard, milliseconds, signal) => {
      if (rings !== heard || signal.aborted) return;
      const woken = new AbortController();
      const either = AbortSignal.any([signal, woken.signal]);
      await Promise.race([
        next.promise,
        setTimeout(milliseconds, undefined, { signal: either }).catch(() => {}),
      ]);
      woken.abort();
    },
  };
};
