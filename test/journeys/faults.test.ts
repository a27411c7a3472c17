import { expect, test } from "vitest";
import { faultKinds } from "../../infra/local/gateway/faults/fault.ts";
import { trySeeds } from "../faults/try-seeds.ts";

/** Three of the seeds of `npm run faults`, each of which meets every kind of fault. */
const seeds = [2, 8, 36];

test("a pipeline that is throttled, cut off, repeated, overtaken and killed keeps its promises", async () => {
  const { verdicts, fired } = await trySeeds({ seeds, lanes: 2 });
  const broken = verdicts.flatMap((verdict) =>
    verdict.broken.length > 0 ? [`npm run faults -- --seed ${verdict.seed}`, ...verdict.broken] : [],
  );
  expect(broken).toEqual([]);
  expect(verdicts).toHaveLength(seeds.length);
  expect([...fired.keys()].toSorted()).toEqual(faultKinds.toSorted());
}, 150_000);
