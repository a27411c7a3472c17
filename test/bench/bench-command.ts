import * as z from "zod";
import { defineCommand } from "../../infra/cli/command.ts";
import { measureColdStarts } from "./cold-start.ts";
import { measureCost } from "./cost.ts";
import { printFigures, type Figure } from "./figure.ts";
import { measureJudging } from "./judging/measure-judging.ts";
import { machineName } from "./machine-state.ts";
import { measurePages } from "./page-latency.ts";
import { measureClockCalls } from "./timer/measure-clock-calls.ts";
import { measureLateness } from "./timer/measure-lateness.ts";
import { measureWebhooks } from "./webhook-latency.ts";

type Section = { readonly title: string; readonly figures: readonly Figure[] };

const section = (title: string, measure: () => Promise<Figure[]>) => async (): Promise<Section[]> => [
  { title, figures: await measure() },
];

/** What can be measured, in the order it is. Everything the README claims in figures is in here. */
const parts = {
  "cold-start": section("Size and cold start of each function", measureColdStarts),
  judging: section("Judging posts in voices the model has not read", measureJudging),
  webhooks: section("Webhooks", measureWebhooks),
  cost: async (): Promise<Section[]> => {
    const { calls, bill } = await measureCost();
    return [
      { title: "AWS API calls", figures: calls },
      { title: "Dollars per million mentions", figures: bill },
    ];
  },
  "clock-calls": section("What a conversation's clock costs in calls", measureClockCalls),
  lateness: section("From due to breached", measureLateness),
  pages: section("From a webhook to the page", measurePages),
} as const satisfies Record<string, () => Promise<Section[]>>;

const Part = z.literal(["cold-start", "judging", "webhooks", "cost", "clock-calls", "lateness", "pages"]);

export const benchCommand = defineCommand({
  name: "bench",
  summary: "Measures what the README claims in figures, with the machine's state beside each.",
  positionals: ["part"],
  input: z.object({
    part: Part.optional().describe(
      `one of ${Part.values.values().toArray().join(", ")}; all of them when left out`,
    ),
  }),
  examples: ["npm run bench", "npm run bench -- lateness"],
  run: async ({ part }, { print }) => {
    const started = performance.now();
    print(`Measured on ${machineName()}, ${new Date().toISOString().slice(0, 10)}.`);
    for (const measure of part === undefined ? Object.values(parts) : [parts[part]])
      for (const { title, figures } of await measure()) printFigures(title, figures);
    print(`\nTook ${((performance.now() - started) / 1000).toFixed(0)} s.`);
    return 0;
  },
});
