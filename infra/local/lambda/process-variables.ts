/** What a function's process finds in `process.env`: what Lambda would give it, the template's own, and nothing of ours. */
import { dirname } from "node:path";
import type { Credentials } from "../gateway/aws-call.ts";
import type { FunctionDefinition } from "./function-definition.ts";

/** What one environment is given besides its function's definition. */
export type Surroundings = {
  readonly region: string;
  /** The gateway, which the SDKs and the functions' own client find in AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** `127.0.0.1:<port>/<environment id>`, so that a process reaches its own invocations only. */
  readonly runtimeApi: string;
  readonly logStream: string;
  /** How wrong the process's clock is: 0, unless a test asked for it. The bootstrap takes it out of the environment. */
  readonly clockShiftMilliseconds: number;
};

export const processVariables = (
  definition: FunctionDefinition,
  surroundings: Surroundings,
): Record<string, string> => ({
  PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
  ...definition.environment,
  AWS_REGION: surroundings.region,
  AWS_DEFAULT_REGION: surroundings.region,
  AWS_ACCESS_KEY_ID: surroundings.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: surroundings.credentials.secretAccessKey,
  AWS_ENDPOINT_URL: surroundings.endpoint,
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  AWS_LAMBDA_RUNTIME_API: surroundings.runtimeApi,
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
  AWS_LAMBDA_LOG_GROUP_NAME: definition.logging.group,
  AWS_LAMBDA_LOG_STREAM_NAME: surroundings.logStream,
  AWS_LAMBDA_LOG_FORMAT: definition.logging.format,
  ...(definition.logging.format === "JSON" && { AWS_LAMBDA_LOG_LEVEL: definition.logging.applicationLevel }),
  LAMBDA_TASK_ROOT: definition.directory,
  _HANDLER: definition.handler,
  ...(surroundings.clockShiftMilliseconds !== 0 && {
    FIRSTREPLY_CLOCK_SHIFT_MS: String(surroundings.clockShiftMilliseconds),
  }),
});
