/**
 * The configuration a deployment runs under. A local run says which that is; of a deployed one only its stack's name is
 * known, and a configuration of another name is another pipeline's: its people and policies would be wrong here.
 */
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { chosenConfigFile, resolveConfig } from "../../config/resolve-config.ts";
import { UsageError } from "../command.ts";
import type { Deployment } from "./open-deployment.ts";

/** The file that was named, or the one it runs under; UsageError where that is another pipeline's. */
export const deployedConfig = async (
  { stackName, configFile }: Pick<Deployment, "stackName" | "configFile">,
  named?: string,
): Promise<PipelineConfig> => {
  const file = named ?? configFile;
  const config = await resolveConfig(file);
  if (config.stackName === stackName) return config;
  throw new UsageError(
    `${chosenConfigFile(file)} is the configuration of ${config.stackName}, and this is ${stackName}: say with --config which file it was deployed with`,
    { cause: "another pipeline's" },
  );
};
