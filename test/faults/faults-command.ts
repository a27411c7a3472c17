import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import { defineCommand, type Terminal } from "../../infra/cli/command.ts";
import { faultKinds } from "../../infra/local/gateway/faults/fault.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import type { Verdict } from "./fault-bench.ts";
import { trySeeds, type Tried } from "./try-seeds.ts";

const count = (what: string) => z.coerce.number(`is no ${what}`).int(`is no ${what}`);

export const faultsCommand = defineCommand({
  name: "faults",
  summary:
    "Breaks a running pipeline in as many ways as there are seeds, and asks whether it kept its promises.",
  positionals: [],
  input: z.object({
    seed: count("seed").optional().describe("one seed alone: what a seed that failed is repeated with"),
    seeds: count("number of seeds").positive().default(200).describe("how many seeds, counted from --from"),
    from: count("seed").default(1).describe("the first of them"),
    lanes: count("number of lanes").positive().default(3).describe("pipelines that run side by side"),
  }),
  examples: ["npm run faults", "npm run faults -- --seed 1234", "npm run faults -- --seeds 20 --from 500"],
  run: async ({ seed, seeds, from, lanes }, terminal) => {
    const chosen = seed === undefined ? Array.from({ length: seeds }, (_, index) => from + index) : [seed];
    const assembly = mkdtempSync(join(tmpdir(), "firstreply-faults-"));
    try {
      terminal.print("building and synthesizing …");
      const configFile = resolve(import.meta.dirname, "../journeys/journeys.config.ts");
      await synthesize({ configFile, outputDirectory: assembly });
      const onVerdict = tellVerdicts(terminal, chosen.length);
      return conclude(await trySeeds({ seeds: chosen, lanes, assembly, onVerdict }), terminal);
    } finally {
      rmSync(assembly, { recursive: true, force: true });
    }
  },
});

const tellVerdicts = ({ print }: Terminal, all: number): ((verdict: Verdict) => void) => {
  const began = performance.now();
  let done = 0;
  return ({ seed, broken, acknowledged, deadLetters, plan }) => {
    done += 1;
    const left = ((performance.now() - began) / done) * (all - done);
    const kept = broken.length === 0 ? "kept every promise" : `BROKE ${broken.length}`;
    print(
      `${done}/${all}  seed ${seed} ${kept}: ${acknowledged} webhooks answered 200, ${deadLetters} dead letters  (${inMinutes(left)} left)`,
    );
    if (broken.length === 0 && all > 1) return;
    for (const fault of plan) print(`    ${fault}`);
    for (const promise of broken) print(`  ! ${promise}`);
    if (broken.length > 0) print(`  repeat it with: npm run faults -- --seed ${seed}`);
  };
};

const inMinutes = (milliseconds: number): string =>
  milliseconds < 60_000 ? `${Math.ceil(milliseconds / 1000)} s` : `${Math.ceil(milliseconds / 60_000)} min`;

/** Over many seeds everything must have happened, or nothing was shown. */
const seedsForEverything = 20;

const conclude = ({ verdicts, fired }: Tried, { print }: Terminal): number => {
  const failed = verdicts.filter(({ broken }) => broken.length > 0);
  const never = faultKinds.filter((kind) => !fired.has(kind));
  print("");
  for (const kind of faultKinds)
    print(`${kind.padEnd(17)} ${String(fired.get(kind) ?? 0).padStart(6)} times`);
  print(`${verdicts.length - failed.length} of ${verdicts.length} seeds kept every promise`);
  for (const { seed } of failed) print(`npm run faults -- --seed ${seed}`);
  const isShown = never.length === 0 || verdicts.length < seedsForEverything;
  if (!isShown) print(`never happened: ${never.join(", ")}`);
  return failed.length === 0 && isShown ? 0 : 1;
};
