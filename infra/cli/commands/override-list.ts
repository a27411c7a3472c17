/** Shows what people changed of rosters while they run, who did it and when. */
import * as z from "zod";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import type { ChangeEntry } from "../../../shared/domain/roster/change-step.ts";
import type { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { printTable } from "../print-table.ts";
import { changeWords } from "../rosters/change-words.ts";
import { storeOf } from "../rosters/store-of.ts";
import { configFlag, rostersAsked } from "../rosters/read-rosters.ts";

const mostEntries = 100;

export const overrideListCommand = defineCommand({
  name: "override list",
  summary: "Shows overrides, swaps and temporary schedules that are not over: who made them, and when.",
  positionals: ["roster"],
  input: z.object({
    roster: z.string().optional().describe("one roster only"),
    all: z
      .boolean()
      .default(false)
      .describe(
        `what was done instead, the latest ${mostEntries} of each roster: also what is over, or was taken back`,
      ),
    config: configFlag,
    ...deploymentFlags,
  }),
  examples: ["npm run firstreply -- override list", "npm run -s firstreply -- override list nights --all"],
  run: ({ roster, all, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const asked = rostersAsked(await deployedConfig(deployment, file), roster);
      const store = storeOf(deployment);
      const now = Date.now();
      const lines: Line[] = [];
      for (const [name, { time_zone: zone }] of asked) {
        const done = all
          ? await store.entries(name, mostEntries)
          : (await store.load(name)).changes.filter(({ to }) => Date.parse(to) > now).map(asMade);
        lines.push(...done.map((entry) => ({ ...entry, roster: name, zone })));
      }
      show(lines, terminal);
      return 0;
    }),
});

type Line = ChangeEntry & { readonly roster: string; readonly zone: string };

const asMade = (change: RosterChange): ChangeEntry => ({
  did: "made",
  by: change.by,
  at: change.at,
  change,
});

const show = (lines: readonly Line[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const { zone: _, ...line } of lines) terminal.print(JSON.stringify(line));
    return;
  }
  if (lines.length === 0)
    return terminal.print("Nothing was changed: the rosters are as they are configured.");
  printTable(
    terminal,
    ["roster", "id", "from", "to", "what", "", "by", "at"],
    lines.map(({ roster, zone, did, by, at, change }) => ({
      cells: [
        roster,
        change.id,
        wallText(change.from, zone),
        wallText(change.to, zone),
        `${change.kind}: ${changeWords(change)}`,
        did,
        by,
        wallText(at, zone),
      ],
    })),
  );
};
