import { setTimeout as sleep } from "node:timers/promises";

/** Waits on this clock. Timers may fire a millisecond early, and a deadline looked at too early would be dropped. */
export const waitUntil =
  (now: () => Date) =>
  async (instant: Date): Promise<void> => {
    for (;;) {
      const milliseconds = instant.getTime() - now().getTime();
      if (milliseconds <= 0) return;
      await sleep(milliseconds);
    }
  };
