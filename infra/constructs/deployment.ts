import type { Code } from "aws-cdk-lib/aws-lambda";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import type { FunctionName } from "../bundling/function-name.ts";
import type { Observability } from "./observability.ts";

/** What every construct is told: what this pipeline is, the code of its functions, and where alarms go. */
export type Deployment = {
  readonly config: PipelineConfig;
  /** A function's code, bundled with that configuration. */
  readonly codeOf: (name: FunctionName) => Code;
  readonly observability: Observability;
};
