import * as z from "zod";

/** How a command is told which deployment to look at. */
export const deploymentFlags = {
  data: z.string().default(".local").describe("the data folder of the local run"),
  outputs: z
    .string()
    .optional()
    .describe(
      "a deployed stack instead: what `cdk deploy --outputs-file` wrote; the AWS credentials are yours",
    ),
  stack: z.string().optional().describe("which stack, where the outputs name several pipelines"),
};

export type DeploymentFlags = {
  readonly data: string;
  readonly outputs?: string | undefined;
  readonly stack?: string | undefined;
};
