/** Tries policies on past traffic before anybody deploys them. */
import * as z from "zod";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { readJsonLines } from "../json-lines.ts";
import { openInput } from "../open-input.ts";
import { printTable } from "../print-table.ts";
import { unknownIn } from "../simulate/known-names.ts";
import { readPolicies } from "../simulate/read-policies.ts";
import { simulation, type Tally } from "../simulate/simulate.ts";
import { SimulatedMention } from "../simulate/simulated-mention.ts";

export const simulateCommand = defineCommand({
  name: "simulate",
  summary: "Tries policies on past mentions: how many each policy and team would have answered in time.",
  failsWhen: "a line was left out, and says why",
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
    const { book, known } = await readPolicies(policies);
    const simulated = simulation(book, new Date());
    let [lines, bad] = [0, 0];
    for await (const read of readJsonLines(await openInput(mentions, "past mentions"), SimulatedMention)) {
      lines += 1;
      if (lines % linesBetweenWords === 0) terminal.progress?.(`${lines} lines read`);
      const error = "value" in read ? unknownIn(read.value, known) : read.error;
      if (error === undefined && "value" in read) {
        simulated.add(read.value);
        continue;
      }
      bad += 1;
      terminal.progress?.("");
      (terminal.isInteractive ? terminal.warn : terminal.print)(JSON.stringify({ line: read.line, error }));
    }
    terminal.progress?.("");
    if (lines === 0) throw new UsageError(`${mentions} is empty: write a line for each past mention`);
    show(simulated.tallies(), terminal);
    for (const [team, count] of simulated.withoutHours()) terminal.warn(withoutHoursWords(team, count));
    if (bad > 0) terminal.warn(`${bad} of ${lines} lines were left out of these figures: each says why.`);
    return bad > 0 ? 1 : 0;
  },
});

const linesBetweenWords = 5000;

/** Nothing is wrong with it, and it may still not be what was meant. */
const withoutHoursWords = (team: string | null, count: number): string =>
  team === null
    ? `Mentions without a team (${count}) were counted around the clock: write the team they were with.`
    : `Team ${JSON.stringify(team)} has no hours in these policies: its mentions (${count}) were counted around the clock. Write its calendar under hours, or "always-on".`;

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
