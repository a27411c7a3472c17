/** Tries many seeds on a few pipelines side by side: most of a seed is waiting. */
import type { FaultKind } from "../../infra/local/gateway/faults/fault.ts";
import { openFaultBench, type FaultBench, type Verdict } from "./fault-bench.ts";

type Trial = {
  readonly seeds: readonly number[];
  /** How many pipelines run at a time. */
  readonly lanes: number;
  /** The folder the app was synthesized into, where there is nobody else to ask. */
  readonly assembly?: string;
  /** After each seed: what has happened so far is enough, the seeds that are left are not tried. */
  readonly isEnough?: (fired: Tried["fired"]) => boolean;
  readonly onVerdict?: (verdict: Verdict) => void;
};

export type Tried = {
  readonly verdicts: readonly Verdict[];
  /** How often each kind of fault happened. */
  readonly fired: ReadonlyMap<FaultKind, number>;
};

/** A broken promise may leave anything behind, so the next seed begins on a pipeline of its own. */
export const trySeeds = async ({
  seeds,
  lanes,
  assembly,
  isEnough = () => false,
  onVerdict = () => {},
}: Trial): Promise<Tried> => {
  const left = [...seeds];
  const verdicts: Verdict[] = [];
  const benches: FaultBench[] = [];

  const lane = async (): Promise<void> => {
    while (left.length > 0) {
      const bench = await openFaultBench(assembly);
      benches.push(bench);
      try {
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
          const verdict = await bench.trySeed(seed);
          verdicts.push(verdict);
          onVerdict(verdict);
          if (isEnough(firedOn(benches))) left.length = 0;
          if (verdict.broken.length > 0) break;
        }
      } finally {
        await bench.stop();
      }
    }
  };

  await Promise.all(Array.from({ length: Math.min(lanes, seeds.length) }, lane));
  return { verdicts, fired: firedOn(benches) };
};

const firedOn = (benches: readonly FaultBench[]): Tried["fired"] => {
  const all = new Map<FaultKind, number>();
  for (const bench of benches)
    for (const [kind, count] of bench.fired()) all.set(kind, (all.get(kind) ?? 0) + count);
  return all;
};
