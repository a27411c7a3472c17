import type { Promises } from "../domain/promises/policy-facts.ts";
import type { PipelineConfig } from "./pipeline-config.ts";
import { policyBookOf } from "./policies-of.ts";

export type Promising = Pick<PipelineConfig, "teams" | "calendars" | "policies" | "channels" | "authorTiers">;

/** What a configuration promises, and to whom. */
export const promisesOf = (config: Promising): Promises => ({
  ...policyBookOf(config),
  brands: Object.fromEntries(Object.entries(config.channels).map(([id, { brand }]) => [id, brand])),
  authorTiers: config.authorTiers,
});
