/** Shows how long customers waited, and how many were answered in time: by day and team, as the commits have counted it. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { dynamoDailyCounts } from "../../../shared/aws/table/dynamo-daily-counts.ts";
import { clockWords } from "../../../shared/domain/clocks/history.ts";
import { dailyReports, type DailyReport } from "../../../shared/domain/reports/daily-report.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { printTable } from "../print-table.ts";

const dayMs = 86_400_000;
const usualDays = 7;
/** A day begins at UTC+14, and each team counts in its own. */
const farthestAheadMs = 14 * 3_600_000;

const Day = z.iso.date("write a date that exists, like 2026-11-21");

export const reportCommand = defineCommand({
  name: "report",
  summary: "Shows how long customers waited and how many were answered in time, by day and team.",
  positionals: [],
  input: z.object({
    from: Day.optional().describe("the first day customers wrote on; seven days up to --to, unless told"),
    to: Day.optional().describe("the last day; today, unless told, wherever it already is"),
    team: z.string().optional().describe("one team only"),
    config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
    ...deploymentFlags,
  }),
  examples: [
    "npm run firstreply -- report",
    "npm run -s firstreply -- report --from 2026-11-01 --to 2026-11-30 --team service --outputs outputs.json",
  ],
  run: ({ from, to, team, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const { client, output } = deployment;
      const days = daysAsked(from, to);
      const teams = teamsAsked(Object.keys((await deployedConfig(deployment, file)).teams), team);
      const counts = dynamoDailyCounts(new DynamoDBClient(client), output("ConversationsTableName"));
      const kept = await Promise.all(teams.map((each) => counts.between(each, days.from, days.to)));
      show(dailyReports(kept.flat()), terminal);
      return 0;
    }),
});

/** Both days included. */
const daysAsked = (from?: string, to?: string) => {
  const last = to ?? isoDay(Date.now() + farthestAheadMs);
  const first = from ?? isoDay(Date.parse(last) - (usualDays - 1) * dayMs);
  if (first > last)
    throw new UsageError(`--from ${first} is after --to ${last}: write the earlier day as --from`);
  return { from: first, to: last };
};

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const teamsAsked = (teams: readonly string[], asked?: string): readonly string[] => {
  if (asked === undefined) return teams;
  if (teams.includes(asked)) return [asked];
  throw new UsageError(unknownName("team", asked, teams));
};

const show = (reports: readonly DailyReport[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const report of reports) terminal.print(JSON.stringify(report));
    return;
  }
  if (reports.length === 0)
    return terminal.print("Nobody was answered, and no clock ran out, on these days.");
  printTable(
    terminal,
    [
      "day",
      "team",
      "reply",
      "in time",
      "of",
      "answered",
      "p50 in hours",
      "p90 in hours",
      "p50 as waited",
      "p90 as waited",
    ],
    reports.map(
      ({ day, team, clock, met, breached, metShare, answered, businessSeconds, customerSeconds }) => ({
        cells: [
          day,
          team,
          clockWords[clock],
          metShare === null ? "" : `${(metShare * 100).toFixed(1)} %`,
          String(met + breached),
          String(answered),
          ...[businessSeconds.p50, businessSeconds.p90, customerSeconds.p50, customerSeconds.p90].map(
            timeText,
          ),
        ],
      }),
    ),
  );
};

const timeText = (seconds: number | null): string => (seconds === null ? "" : spanText(seconds));
