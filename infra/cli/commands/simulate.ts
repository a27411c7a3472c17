/** Tries policies on past traffic before anybody deploys them. */
import * as z from "zod";
import { defineCommand, type Terminal } from "../command.ts";
import { readJsonLines } from "../json-lines.ts";
import { openInput } from "../open-input.ts";
import { printTable } from "../print-table.ts";
import { readPolicies } from "../simulate/read-policies.ts";
import { simulation, type Tally } from "../simulate/simulate.ts";
import { SimulatedMention } from "../simulate/simulated-mention.ts";

export const simulateCommand = defineCommand({
  name: "simulate",
  summary: "Tries policies on past mentions: how many each policy and team would have answered in time.",
  positionals: ["policies", "mentions"],
  input: z.object({
    policies: z.string().describe("policies as .json, or a configuration"),
    mentions: z
      .string()
      .describe('lines {"createdAt","answeredAt","category","urgent","team",…}; - reads them from stdin'),
  }),
  examples: [
    "npm run firstreply -- simulate infra/pipeline.config.ts past.jsonl",
    "npm run -s firstreply -- simulate policies.json - < past.jsonl",
  ],
  run: async ({ policies, mentions }, terminal) => {
    const simulated = simulation(await readPolicies(policies), new Date());
    let bad = 0;
    for await (const read of readJsonLines(await openInput(mentions), SimulatedMention)) {
      if ("value" in read) {
        simulated.add(read.value);
        continue;
      }
      bad += 1;
      (terminal.isInteractive ? terminal.warn : terminal.print)(JSON.stringify(read));
    }
    show(simulated.tallies(), terminal);
    return bad > 0 ? 1 : 0;
  },
});

const show = (tallies: readonly Tally[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const tally of tallies) terminal.print(JSON.stringify({ ...tally, ...sharesOf(tally) }));
    return;
  }
  printTable(
    terminal,
    ["policy", "team", "clock", "mentions", "met", "breached", "running"],
    tallies.map((tally) => {
      const { metShare, breachedShare } = sharesOf(tally);
      return {
        cells: [
          tally.policy,
          tally.team ?? "-",
          tally.clock ?? "none",
          String(tally.mentions),
          `${tally.met} ${percent(metShare)}`,
          `${tally.breached} ${percent(breachedShare)}`,
          String(tally.running),
        ],
      };
    }),
  );
};

/** Of what has come to an end; null while nothing has. */
const sharesOf = ({ met, breached }: Tally) => {
  const ended = met + breached;
  return {
    metShare: ended === 0 ? null : met / ended,
    breachedShare: ended === 0 ? null : breached / ended,
  };
};

const percent = (share: number | null): string => (share === null ? "" : `(${(share * 100).toFixed(1)} %)`);
