import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { fedRoster } from "../../../shared/domain/roster/fed-roster.ts";
import type { Roster } from "../../../shared/domain/roster/roster-shape.ts";
import type { RosterChangesStore } from "../../../shared/ports/roster-changes-store.ts";
import { loadFeeds } from "../../../shared/use-cases/load-feeds.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import { rosterCalled } from "./read-rosters.ts";
import { feedsOfDeployment, storeOf } from "./store-of.ts";

/** A roster somebody is about to change. */
export type OpenRoster = {
  readonly name: string;
  readonly roster: Roster;
  readonly responders: PipelineConfig["responders"];
  readonly store: RosterChangesStore;
  readonly now: Date;
};

/** UsageError for a roster that is not there. */
export const openRoster = async (
  deployment: Deployment,
  name: string,
  configFile?: string,
): Promise<OpenRoster> => {
  const config = await deployedConfig(deployment, configFile);
  const written = rosterCalled(config, name);
  return {
    name,
    roster: fedRoster(written, await loadFeeds(feedsOfDeployment(deployment), [written])),
    responders: config.responders,
    store: storeOf(deployment),
    now: systemWallClock.now(),
  };
};
