import { resolve } from "node:path";
import type { DataDirectory } from "../local/data-directory.ts";
import { region, type Runtime } from "../local/runtime.ts";

type Running = Pick<Runtime, "outputs" | "endpoint" | "operator">;

/** For the AWS CLI, any SDK, `firstreply` and any test: where everything is, and an operator's keys to it. */
export const leaveFiles = (
  data: Pick<DataDirectory, "writeOutputs" | "writeEnv">,
  stackName: string,
  { outputs, endpoint, operator }: Running,
  /** Under which configuration it runs; the usual one when left out. */
  configFile?: string,
): void => {
  data.writeOutputs({ [stackName]: outputs });
  data.writeEnv({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: operator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
    ...(configFile !== undefined && { FIRSTREPLY_CONFIG: resolve(configFile) }),
  });
};
