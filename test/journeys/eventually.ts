import { setTimeout as sleep } from "node:timers/promises";

/** What `look` finds, as soon as it finds something; fails, saying what was missed, when it finds nothing for long. */
export const eventually = async <Found>(
  look: () => Promise<Found | undefined> | Found | undefined,
  missed: () => string,
  patienceMs = 40_000,
): Promise<Found> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(missed());
    await sleep(25);
  }
};
