import { setTimeout as sleep } from "node:timers/promises";
import type { WallClock } from "../ports/wall-clock.ts";

/** The machine's own clock. */
export const systemWallClock: WallClock = {
  now: () => new Date(),
  waitUntil: async (instant) => {
    const milliseconds = instant.getTime() - Date.now();
    if (milliseconds > 0) await sleep(milliseconds);
  },
};
