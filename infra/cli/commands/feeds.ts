/** Has every feed of shifts read now, and says what came of it: for whoever has just filled in an address. */
import * as z from "zod";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { loadFeeds } from "../../../shared/use-cases/load-feeds.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { invokeFunction } from "../deployment/invoke-function.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { judgeFeed } from "../doctor/feeds.ts";
import type { Finding } from "../doctor/finding.ts";
import { printTable } from "../print-table.ts";
import { configFlag } from "../rosters/read-rosters.ts";
import { feedsOfDeployment } from "../rosters/store-of.ts";

export const feedsCommand = defineCommand({
  name: "feeds",
  summary: "Reads every feed of shifts now, and says what came of it. Exits 1 when something is wrong.",
  positionals: [],
  input: z.object({ config: configFlag, ...deploymentFlags }),
  examples: ["npm run firstreply -- feeds", "npm run firstreply -- feeds --outputs outputs.json"],
  run: ({ config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const { rosters } = await deployedConfig(deployment, file);
      const readFeeds = deployment.outputs["ReadFeedsFunctionName"];
      if (readFeeds === undefined)
        throw new UsageError(
          'no layer of a deployed roster names a feed: write { name: "rota", feed: { secret: "nights-rota" } }, and deploy',
        );
      const result = await invokeFunction(deployment.client, readFeeds, "{}");
      if (!result.done) terminal.warn(`Not all of them were read: ${result.why}.`);
      const kept = await loadFeeds(feedsOfDeployment(deployment), Object.values(rosters));
      const now = systemWallClock.now();
      const findings = [...kept].map(([name, feed]) => judgeFeed(name, feed, now));
      show(findings, terminal);
      return result.done && findings.every(({ verdict }) => verdict === "ok") ? 0 : 1;
    }),
});

const show = (findings: readonly Finding[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const finding of findings) terminal.print(JSON.stringify(finding));
    return;
  }
  printTable(
    terminal,
    ["", "says", "do"],
    findings.map(({ check, saw, next = "", verdict }) => ({
      cells: [check, saw, next],
      ...(verdict !== "ok" && { style: "red" as const }),
    })),
  );
};
