import type { WallClock } from "../../shared/ports/wall-clock.ts";

/** A clock that stands still until the test moves it; whoever waits is there at once, and so is the clock. */
export type SettableClock = WallClock & { readonly set: (instant: Date | string) => void };

export const settableClock = (start: Date | string): SettableClock => {
  let now = new Date(start);
  const set = (instant: Date | string) => void (now = new Date(instant));
  return {
    now: () => new Date(now),
    set,
    waitUntil: async (instant) => {
      if (instant > now) set(instant);
    },
  };
};
