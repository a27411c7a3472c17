/** A running pipeline on which seeds are tried, one after the other: each with mentions and misfortunes of its own. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultKind } from "../../infra/local/gateway/faults/fault.ts";
import { inAHurry } from "../journeys/in-a-hurry.ts";
import { startPipeline, type Pipeline } from "../journeys/pipeline.ts";
import { faultPlan } from "./fault-plan.ts";
import { openAudit, type Audit } from "./open-audit.ts";
import { brokenPromises } from "./promises.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import { trafficOf, type Delivery } from "./traffic.ts";
import { createWitness } from "./witness.ts";

export type Verdict = {
  readonly seed: number;
  /** Nothing, when every promise was kept. */
  readonly broken: readonly string[];
  readonly acknowledged: number;
  readonly deadLetters: number;
  /** What the seed asked for, in words. */
  readonly plan: readonly string[];
};

export type FaultBench = {
  readonly trySeed: (seed: number) => Promise<Verdict>;
  /** How often each kind of fault has happened on it. */
  readonly fired: () => ReadonlyMap<FaultKind, number>;
  readonly stop: () => Promise<void>;
};

/** Long enough for every function here, short enough to be waited for. */
const timeoutSeconds = 4;
/** How often the sweeper's minute comes round. */
const minuteMilliseconds = 4000;
/** When the clocks of its mentions have run out (journeys.config.ts), and somebody was paged. */
const ringMilliseconds = 6000;
/** A deadline whose every message was lost is found by the sweeper a minute after it was due. */
const patienceMilliseconds = 120_000;

export const openFaultBench = async (assembly?: string): Promise<FaultBench> => {
  const witness = createWitness();
  const pipeline = await startPipeline({
    ...(assembly !== undefined && { assembly }),
    change: inAHurry(timeoutSeconds),
    interceptors: [witness.interceptor],
    startSchedule: (_, onTick) => {
      const timer = setInterval(() => onTick(new Date()), minuteMilliseconds);
      return { stop: () => clearInterval(timer) };
    },
  });
  witness.listen(pipeline.runtime);

  return {
    trySeed: async (seed) => {
      witness.forget();
      const random = seededRandom(seed);
      const begins = new Date();
      const traffic = trafficOf(random.fork(), begins);
      const plan = faultPlan(random.fork());
      const audit = openAudit(pipeline, witness, traffic);
      const endFaults = await beginFaults(pipeline, plan, random.fork());
      const acknowledged = await deliverAll(pipeline, traffic, random.fork());
      await sleep(Math.max(0, begins.getTime() + ringMilliseconds - Date.now()));
      endFaults();
      const broken = await untilKept(audit, acknowledged);
      const deadLetters = audit.deadLetters();
      audit.close();
      return { seed, broken, acknowledged: acknowledged.length, deadLetters, plan: plan.map(inWords) };
    },
    fired: pipeline.runtime.faults.fired,
    stop: pipeline.stop,
  };
};

/** A clock is wrong from a process's start to its end, so the functions whose clocks change begin anew. */
const beginFaults = async (
  { runtime }: Pipeline,
  plan: readonly Fault[],
  random: SeededRandom,
): Promise<() => void> => {
  const shifted = plan.flatMap((fault) => (fault.kind === "shifted-clock" ? [fault.functions] : []));
  const restart = (): void => {
    const names = new Set(runtime.lambda.environments().map(({ functionName }) => functionName));
    for (const name of names)
      if (shifted.some((functions) => functions.test(name))) runtime.lambda.kill(name);
  };
  const ends = plan.map((fault) => runtime.faults.ask(fault, random.fork()));
  restart();
  return () => {
    for (const end of ends) end();
    restart();
  };
};

/** A platform that is not answered 200 tries again, three times. Resolves to what was answered 200 at least once. */
const deliverAll = async (
  pipeline: Pipeline,
  traffic: readonly Delivery[],
  random: SeededRandom,
): Promise<Delivery[]> => {
  const deliverOnce = async ({ platform, body }: Delivery): Promise<boolean> => {
    for (let tries = 0; tries < 4; tries += 1)
      if ((await pipeline.deliver(platform, body)) === 200) return true;
    return false;
  };
  const answered = await Promise.all(
    traffic.map(async (delivery) => {
      const copies = Array.from({ length: delivery.copies }, async () => {
        await sleep(random.between(0, 1500));
        return deliverOnce(delivery);
      });
      return (await Promise.all(copies)).includes(true);
    }),
  );
  return traffic.filter((_, index) => answered[index]);
};

/** What is broken when nothing is under way any more, or after a patience. */
const untilKept = async (audit: Audit, acknowledged: readonly Delivery[]): Promise<string[]> => {
  const until = Date.now() + patienceMilliseconds;
  for (;;) {
    const broken = brokenPromises(await audit.see(acknowledged));
    if (broken.length === 0 || Date.now() > until) return broken;
    await sleep(250);
  }
};

const inWords = (fault: Fault): string =>
  Object.values(fault)
    .map((value) => (typeof value === "number" && value < 1 ? `${Math.round(value * 100)}%` : String(value)))
    .join(" ");
