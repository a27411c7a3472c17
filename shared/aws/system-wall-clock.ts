import type { WallClock } from "../ports/wall-clock.ts";
import { waitUntil } from "./wait-until.ts";

const now = (): Date => new Date();

/** The machine's own clock. */
export const systemWallClock: WallClock = { now, waitUntil: waitUntil(now) };
