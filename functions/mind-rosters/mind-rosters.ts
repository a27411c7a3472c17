/**
 * Looks after rosters every few minutes, whether anybody is in trouble or not. Whoever's time on call begins is told, with
 * what waits for them; and once a day the catch-all hears what is wrong with the fortnight to come, while there is time to
 * mend it. What was told is noted, so that running twice tells nobody twice; what failed is told by the next run, as long
 * as it still matters.
 */
import { fedRoster } from "../../shared/domain/roster/fed-roster.ts";
import { loadFeeds } from "../../shared/use-cases/load-feeds.ts";
import { lookAhead } from "./look-ahead.ts";
import type { Ports } from "./ports.ts";
import { tellShifts } from "./tell-shifts.ts";

/** One roster's trouble leaves the others alone, and fails the run once they are done. */
export const mindRosters = (written: Ports) => async (): Promise<void> => {
  const now = written.wallClock.now();
  const { rosters } = written.config;
  const names = Object.keys(rosters);
  const loaded = names.map(async (name) => [name, (await written.rosterChanges.load(name)).changes] as const);
  const changes = new Map(await Promise.all(loaded));
  const feeds = await loadFeeds(written.rosterFeeds, Object.values(rosters));
  const fed = Object.entries(rosters).map(([name, roster]) => [name, fedRoster(roster, feeds)] as const);
  const ports = { ...written, config: { ...written.config, rosters: Object.fromEntries(fed) } };
  const done = await Promise.allSettled([
    ...names.map((roster) => tellShifts(ports, { roster, changes: changes.get(roster) ?? [], now })),
    lookAhead(ports, { changes, feeds, now }),
  ]);
  const failed = done.find((one) => one.status === "rejected");
  ports.telemetry.note("rosters.minded", { rosters: names.length, failed: failed !== undefined });
  if (failed !== undefined) throw failed.reason;
};
