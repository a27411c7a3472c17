/** Refuses a configuration under which urgent service has nobody on call in some hour of the coming year. */
import { coverageOf, type TeamGap } from "../../shared/config/coverage-of.ts";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { wallText } from "../../shared/domain/calendar/wall-text.ts";
import { InvalidConfig } from "./resolve-config.ts";

const yearMs = 366 * 86_400_000;
const shownGaps = 5;

/** Throws InvalidConfig with the first gaps, in the wall time of the team, and what to do about them. */
export const checkCoverage = (config: PipelineConfig, today: Date): void => {
  const until = new Date(today.getTime() + yearMs);
  const gaps = coverageOf(config, { from: today, to: until }).filter(
    ({ team }) => config.teams[team]?.mayHaveNobodyOnCall !== true,
  );
  if (gaps.length === 0) return;
  const shown = gaps.slice(0, shownGaps).map((gap) => `  ${gapSentence(gap, config)}`);
  const more = gaps.length > shownGaps ? [`  and ${gaps.length - shownGaps} more within a year`] : [];
  throw new InvalidConfig(
    [
      "nobody would be woken for urgent service:",
      ...shown,
      ...more,
      "Put somebody on call then (rosters, or a responder or destination in a level of the ladder), or write mayHaveNobodyOnCall: true for the team. `npm run firstreply -- coverage` shows all of them.",
    ].join("\n"),
  );
};

/** In the wall time of the team. */
export const gapSentence = (
  { team, from, to }: TeamGap,
  { calendars, teams }: Pick<PipelineConfig, "calendars" | "teams">,
): string => {
  const zone = calendars[teams[team]?.hours ?? ""]?.time_zone ?? "UTC";
  return `team ${team}: ${wallText(from.toISOString(), zone)} to ${wallText(to.toISOString(), zone)} (${zone})`;
};
