/** The rosters of a configuration, with what was changed of them, and read of their feeds, where a deployment can be asked. */
import * as z from "zod";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { fedRoster, feedsOf, type KeptFeeds } from "../../../shared/domain/roster/fed-roster.ts";
import type { RosterChanges } from "../../../shared/domain/roster/roster-changes.ts";
import type { Roster } from "../../../shared/domain/roster/roster-shape.ts";
import { loadFeeds } from "../../../shared/use-cases/load-feeds.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { UsageError, type Terminal } from "../command.ts";
import { readLocalEnv } from "../data-files.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import { deploymentFlags, type DeploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { feedsOfDeployment, storeOf } from "./store-of.ts";

export const configFlag = z
  .string()
  .optional()
  .describe("the configuration it was deployed with, where it is another");

export const rosterFlags = {
  offline: z.boolean().default(false).describe("shows the configuration only, whatever was changed since"),
  config: configFlag,
  ...deploymentFlags,
};

type RosterFlags = DeploymentFlags & { readonly offline: boolean; readonly config?: string | undefined };
type Changes = ReadonlyMap<string, RosterChanges>;

export type Rosters = {
  /** With the shifts that were read of feeds in the layers that name one. */
  readonly config: PipelineConfig;
  readonly changes: Changes;
  readonly feeds: KeptFeeds;
  /** Whatever was changed while it runs is left out: nobody could be asked for it, or should be. */
  readonly isConfigurationOnly: boolean;
};

/** Says plainly where it has the configuration only. A deployment that was named has to be there. */
export const readRosters = async (
  { offline, config: file, ...flags }: RosterFlags,
  terminal: Terminal,
): Promise<Rosters> => {
  const running = offline ? null : await readRunning(file, flags, terminal);
  if (running !== null) return { ...running, isConfigurationOnly: false };
  const config = await resolveConfig(file ?? (await startedWith(flags)));
  const feeds = feedsOf(Object.values(config.rosters));
  const beside = feeds.length === 0 ? "" : `, and so is what feeds say (${feeds.join(", ")})`;
  terminal.warn(`This is the configuration only: what was changed while it runs is left out${beside}.`);
  return { config, changes: new Map(), feeds: new Map(), isConfigurationOnly: true };
};

/** The configuration that a run on this machine is, or was, started with: its people are on call, not those of another. */
const startedWith = async ({ data, outputs }: DeploymentFlags): Promise<string | undefined> =>
  outputs === undefined ? (await readLocalEnv(data))?.FIRSTREPLY_CONFIG : undefined;

type Running = Pick<Rosters, "config" | "changes" | "feeds">;

const readRunning = async (
  file: string | undefined,
  flags: DeploymentFlags,
  terminal: Terminal,
): Promise<Running | null> => {
  const found: Running[] = [];
  try {
    await withDeployment(flags, terminal, async (deployment) => {
      const written = await deployedConfig(deployment, file);
      const store = storeOf(deployment);
      const changes = new Map<string, RosterChanges>();
      for (const name of Object.keys(written.rosters)) changes.set(name, (await store.load(name)).changes);
      const feeds = await loadFeeds(feedsOfDeployment(deployment), Object.values(written.rosters));
      found.push({ config: withFeeds(written, feeds), changes, feeds });
      return 0;
    });
    return found[0] ?? null;
  } catch (error) {
    const isNamed = flags.outputs !== undefined || flags.stack !== undefined;
    if (!(error instanceof UsageError) || error.cause === "another pipeline's" || isNamed) throw error;
    terminal.warn(error.message);
    return null;
  }
};

const withFeeds = (config: PipelineConfig, feeds: KeptFeeds): PipelineConfig => ({
  ...config,
  rosters: Object.fromEntries(
    Object.entries(config.rosters).map(([name, roster]) => [name, fedRoster(roster, feeds)]),
  ),
});

/** Every roster, or the one that is named. UsageError for one that is not there. */
export const rostersAsked = (
  { rosters }: Pick<PipelineConfig, "rosters">,
  asked?: string,
): readonly (readonly [name: string, roster: Roster])[] => {
  if (Object.keys(rosters).length === 0)
    throw new UsageError("this configuration has no rosters: write one under `rosters`", { cause: "none" });
  return asked === undefined ? Object.entries(rosters) : [[asked, rosterCalled({ rosters }, asked)]];
};

export const rosterCalled = ({ rosters }: Pick<PipelineConfig, "rosters">, name: string): Roster => {
  const roster = Object.hasOwn(rosters, name) ? rosters[name] : undefined;
  if (roster !== undefined) return roster;
  throw new UsageError(unknownName("roster", name, Object.keys(rosters)));
};
