/** The rosters of a configuration, with what was changed of them where a deployment can be asked. */
import * as z from "zod";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import type { RosterChanges } from "../../../shared/domain/roster/roster-changes.ts";
import type { Roster } from "../../../shared/domain/roster/roster-shape.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { UsageError, type Terminal } from "../command.ts";
import { readLocalEnv } from "../data-files.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import { deploymentFlags, type DeploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { storeOf } from "./store-of.ts";

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
  readonly config: PipelineConfig;
  readonly changes: Changes;
  /** Whatever was changed while it runs is left out: nobody could be asked for it, or should be. */
  readonly isConfigurationOnly: boolean;
};

/** Says plainly where it has the configuration only. A deployment that was named has to be there. */
export const readRosters = async (
  { offline, config: file, ...flags }: RosterFlags,
  terminal: Terminal,
): Promise<Rosters> => {
  const running = offline ? null : await readRunning(file, flags, terminal);
  const { config, changes } = running ?? {
    config: await resolveConfig(file ?? (await startedWith(flags))),
    changes: null,
  };
  if (changes === null)
    terminal.warn("This is the configuration only: what was changed while it runs is left out.");
  return { config, changes: changes ?? new Map(), isConfigurationOnly: changes === null };
};

/** The configuration that a run on this machine is, or was, started with: its people are on call, not those of another. */
const startedWith = async ({ data, outputs }: DeploymentFlags): Promise<string | undefined> =>
  outputs === undefined ? (await readLocalEnv(data))?.FIRSTREPLY_CONFIG : undefined;

type Running = { readonly config: PipelineConfig; readonly changes: Changes };

const readRunning = async (
  file: string | undefined,
  flags: DeploymentFlags,
  terminal: Terminal,
): Promise<Running | null> => {
  const found: Running[] = [];
  try {
    await withDeployment(flags, terminal, async (deployment) => {
      const config = await deployedConfig(deployment, file);
      const store = storeOf(deployment);
      const changes = new Map<string, RosterChanges>();
      for (const name of Object.keys(config.rosters)) changes.set(name, (await store.load(name)).changes);
      found.push({ config, changes });
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
