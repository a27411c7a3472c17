import type { Category } from "../domain/judging/classification.ts";
import { TeamId } from "../domain/ids.ts";
import type { Routing } from "../domain/judging/route.ts";
import type { PipelineConfig } from "./pipeline-config.ts";
import { promisesOf, type Promising } from "./promises-of.ts";

/** The routing table of a configuration. */
export const routingOf = ({
  classification,
  teams,
  ...config
}: Pick<PipelineConfig, "classification"> & Promising): Routing => {
  const threshold = (category: Category): number => {
    const team = Object.values(teams).find(({ takes }) => takes.includes(category));
    const { unsureBelow, serviceUnsureBelow } = classification;
    return team?.unsureBelow ?? (category === "service" ? serviceUnsureBelow : unsureBelow);
  };
  return {
    unsureBelow: {
      service: threshold("service"),
      sales: threshold("sales"),
      chatter: threshold("chatter"),
    },
    teams: Object.entries(teams).map(([id, { takes }]) => ({ id: TeamId.parse(id), takes })),
    promises: promisesOf({ teams, ...config }),
  };
};
