import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { InvalidConfig } from "./resolve-config.ts";

/**
 * The configuration for where it will run. What runs `here` pages this machine and nobody else, whatever the
 * configuration says; what is deployed must page people, and is refused where it would not.
 */
export const pagingWithin = (
  config: PipelineConfig,
  file: string,
  runs: string | undefined,
): PipelineConfig => {
  if (runs === "here") return { ...config, paging: { toThisMachine: true } };
  if (!config.paging.toThisMachine) return config;
  throw new InvalidConfig(
    `${file} makes no sense yet:\n  paging.toThisMachine: pages would reach nobody once deployed: take it out, \`npm start\` keeps pages on this machine by itself`,
  );
};
