import { TeamId } from "../domain/ids.ts";
import type { Routing } from "../domain/route.ts";
import type { PipelineConfig } from "./pipeline-config.ts";

/** The routing table of a configuration. */
export const routingOf = ({
  classification,
  teams,
}: Pick<PipelineConfig, "classification" | "teams">): Routing => ({
  unsureBelow: classification.unsureBelow,
  teams: Object.entries(teams).map(([id, { takes, replyWithinSeconds }]) => ({
    id: TeamId.parse(id),
    takes,
    replySeconds: replyWithinSeconds,
  })),
});
