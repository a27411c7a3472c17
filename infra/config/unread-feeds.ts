/** What synth cannot judge: a feed is read while the pipeline runs, from an address nobody knows here. */
import { coverageOf } from "../../shared/config/coverage-of.ts";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { feedsOf, fedRoster } from "../../shared/domain/roster/fed-roster.ts";
import { neverRead } from "../../shared/domain/roster/kept-feed.ts";

const yearMs = 366 * 86_400_000;

/** A sentence for each team whom only feeds give somebody, in some hour of the coming year. */
export const unreadFeeds = (config: PipelineConfig, today: Date): string[] => {
  const feeds = feedsOf(Object.values(config.rosters));
  if (feeds.length === 0) return [];
  const nothingRead = new Map(feeds.map((feed) => [feed, neverRead] as const));
  const rosters = Object.fromEntries(
    Object.entries(config.rosters).map(([name, roster]) => [name, fedRoster(roster, nothingRead)]),
  );
  const window = { from: today, to: new Date(today.getTime() + yearMs) };
  const teams = new Set(coverageOf({ ...config, rosters }, window).map(({ team }) => team));
  return [...teams]
    .filter((team) => config.teams[team]?.mayHaveNobodyOnCall !== true)
    .map(
      (team) =>
        `team ${team}: who is woken for urgent service is said by feeds (${feeds.join(", ")}), which nobody can read here. Whether somebody always is on call is judged every day, once they were read; \`npm run firstreply -- coverage --outputs <file>\` judges it then.`,
    );
};
