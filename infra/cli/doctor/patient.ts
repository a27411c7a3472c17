import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import type { CloudWatch } from "../deployment/cloud-watch.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import type { Finding } from "./finding.ts";

/** The deployment that is looked at, and the configuration it should be. */
export type Patient = Deployment & {
  readonly config: PipelineConfig;
  readonly cloudWatch: CloudWatch;
};

/** Looks at one thing. What it cannot do it rejects with, and the doctor says so. */
export type Check = {
  readonly name: string;
  readonly look: (patient: Patient) => Promise<readonly Finding[]>;
};
