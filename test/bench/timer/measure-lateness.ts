/**
 * How late deadlines ring, from `dueAt` to the commit of the breach, on the running template: a bad night in seven minutes.
 * Everything is in the table before the first of it is due, and the sweeper comes by as it would. All seconds below
 * count from that first instant.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { firstPosition } from "../../../shared/domain/sweeping/sweep-progress.ts";
import { seedDeadlines, type Seeded } from "../../builders/seed-deadlines.ts";
import type { Figure } from "../figure.ts";
import { machineState } from "../machine-state.ts";
import { createBreachLog, type BreachLog } from "./breach-log.ts";
import { afterReturn, lateness, promisesKept, rungOf } from "./lateness-figures.ts";
import { assembleTimer, openTimer, type Timer } from "./open-timer.ts";

type Load = { readonly count: number; readonly overSeconds: number };
type Scenario = Load & { readonly what: string; readonly from: number; readonly aim: string };

/** Until every process is up and has been compiled: what is measured is a timer at work, not its first minute. */
const warmUp: Load = { count: 1200, overSeconds: 20 };
const justOpened: Load = { count: 500, overSeconds: 20 };

const inTime = "p50 ≤ 50 ms, p99 ≤ 250 ms";
const night = {
  steady: { what: "2,000 over 20 s", count: 2000, overSeconds: 20, from: 0, aim: inTime },
  atOnce: { what: "1,000 at one instant", count: 1000, overSeconds: 0, from: 26, aim: "all within 5 s" },
  killed: {
    what: "500 over 10 s, a ring-deadline process killed in the middle",
    count: 500,
    overSeconds: 10,
    from: 34,
    aim: "all within two minutes",
  },
  long: { what: "10,000 over three minutes", count: 10_000, overSeconds: 180, from: 60, aim: inTime },
  unswept: {
    what: "500 that fall due while the sweeper stands still for three minutes",
    count: 500,
    overSeconds: 20,
    from: 252,
    aim: "once each, at their true time",
  },
} as const satisfies Record<string, Scenario>;
type Name = keyof typeof night;

/**
 * The sweeper comes at these seconds, every minute as it would, looks 150 ahead each time, and then does not come for
 * three minutes.
 */
const sweepsAt = [-70, -10, 50, 100];
const sweeperReturnsAt = 281;

export const measureLateness = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "firstreply-lateness-"));
  const breaches = createBreachLog();
  try {
    const stack = await assembleTimer(join(folder, "assembly"));
    await using timer = await openTimer(stack, join(folder, "data"), [breaches.interceptor]);
    const { opened, relayed } = await measureRelayed(timer, breaches);
    const { seeded, machines, returnedAt } = await liveThroughIt(timer, breaches, opened.perSecond);
    await refuseLeftOvers(timer);
    const figures = Object.entries(night).map(([name, { what, aim }]) => {
      const rung = rungOf(seeded.get(name) ?? [], breaches);
      const value = name === "unswept" ? afterReturn(rung, returnedAt) : lateness(rung);
      return { what, value, aim, machine: machines.get(name) ?? "" };
    });
    const all = [...opened.deadlines, ...[...seeded.values()].flat()];
    return [relayed, ...figures, promisesKept(rungOf(all, breaches))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** First the processes are warmed up, by clocks that are shorter than a sweep's look; then such clocks are measured. */
const measureRelayed = async (timer: Timer, breaches: BreachLog) => {
  const relayedFrom = (load: Load, from: number): Promise<Seeded[]> =>
    seed(timer, load, { from, armedBy: "relay" });
  const began = performance.now();
  const warmed = await relayedFrom(warmUp, Date.now() + 10_000);
  const perSecond = (warmUp.count * 1000) / (performance.now() - began);
  await untilRung(breaches, warmed);
  const deadlines = await relayedFrom(justOpened, Date.now() + 5000 + (justOpened.count * 1500) / perSecond);
  await untilRung(breaches, deadlines);
  const relayed = {
    what: "500 over 20 s, just opened, on clocks shorter than a sweep's look",
    value: lateness(rungOf(deadlines, breaches)),
    aim: inTime,
    machine: machineState(),
  };
  return { opened: { deadlines: [...warmed, ...deadlines], perSecond }, relayed };
};

const liveThroughIt = async (timer: Timer, breaches: BreachLog, perSecond: number) => {
  const count = Object.values(night).reduce((sum, scenario) => sum + scenario.count, 0);
  const begins = Date.now() + 80_000 + (1400 * count) / perSecond;
  const instant = (seconds: number): number => begins + seconds * 1000;
  const at = (seconds: number): Promise<void> => sleep(Math.max(0, instant(seconds) - Date.now()));
  const seeded = new Map<string, Seeded[]>();
  for (const [name, scenario] of Object.entries(night))
    seeded.set(name, await seed(timer, scenario, { from: instant(scenario.from), armedBy: "sweep" }));
  if (Date.now() > instant(sweepsAt[0] ?? 0))
    throw new Error("the conversations took longer than was planned");

  const machines = new Map<string, string>();
  const watch = async (name: Name): Promise<void> => {
    await at(night[name].from + night[name].overSeconds + 2);
    machines.set(name, machineState());
  };
  await Promise.all([
    ...(["steady", "atOnce", "killed", "long", "unswept"] as const).map(watch),
    ...sweepsAt.map((seconds) => at(seconds).then(timer.sweep)),
    at(night.killed.from + night.killed.overSeconds / 2).then(() => killOne(timer)),
    at(sweeperReturnsAt).then(timer.sweep),
  ]);
  await untilRung(breaches, [...seeded.values()].flat());
  return { seeded, machines, returnedAt: instant(sweeperReturnsAt) };
};

type Arming = { readonly from: number; readonly armedBy: "sweep" | "relay" };

const seed = ({ store }: Timer, { count, overSeconds }: Load, arming: Arming): Promise<Seeded[]> =>
  seedDeadlines(store, { count, overMs: overSeconds * 1000, ...arming });

const patienceSeconds = 150;

/** Resolves when all have rung, or after a patience: what is missing then is counted as missing. */
const untilRung = async (breaches: BreachLog, deadlines: readonly Seeded[]): Promise<void> => {
  const lastDue = deadlines.reduce((latest, { dueAt }) => Math.max(latest, Date.parse(dueAt)), 0);
  const until = lastDue + patienceSeconds * 1000;
  while (Date.now() < until && deadlines.some((one) => breaches.commitsOf(one.conversationId).length === 0))
    await sleep(100);
};

const killOne = ({ runtime, ringDeadline }: Timer): void => {
  const ringing = runtime.lambda.environments().filter(({ functionName }) => functionName === ringDeadline);
  const busy = ringing.find(({ state }) => state === "busy") ?? ringing[0];
  if (busy === undefined) throw new Error("nothing rings that could be killed");
  process.kill(busy.pid, "SIGKILL");
};

/** What the table itself says: nothing that should have rung is left in the due index. */
const refuseLeftOvers = async ({ dueIndex }: Timer): Promise<void> => {
  const pages = await Promise.all(
    dueIndex.shards.map((shard) =>
      dueIndex.page({ shard, after: firstPosition, until: new Date(), limit: 1 }),
    ),
  );
  const [left] = pages.flatMap(({ deadlines }) => deadlines);
  if (left !== undefined) throw new Error(`still in the due index: ${JSON.stringify(left)}`);
};
