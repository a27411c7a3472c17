import { expect, test } from "vitest";
import { faultKinds, type FaultKind } from "../../infra/local/gateway/faults/fault.ts";
import { trySeeds } from "../faults/try-seeds.ts";

/**
 * Some of the seeds of `npm run faults`. Whether a fault happens is a matter of chance and of when things are called, so
 * they are tried until every kind of fault has been met.
 */
const seeds = [36, 10519, 10945, 9515, 27, 8, 14, 41];

const hasMetAll = (fired: ReadonlyMap<FaultKind, number>): boolean => fired.size === faultKinds.length;

test("a pipeline that is throttled, cut off, repeated, overtaken and killed keeps its promises", async () => {
  const { verdicts, fired } = await trySeeds({ seeds, lanes: 2, isEnough: hasMetAll });
  const broken = verdicts.flatMap((verdict) =>
    verdict.broken.length > 0 ? [`npm run faults -- --seed ${verdict.seed}`, ...verdict.broken] : [],
  );
  expect(broken).toEqual([]);
  expect([...fired.keys()].toSorted()).toEqual(faultKinds.toSorted());
}, 300_000);
