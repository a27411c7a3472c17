/** Builds the stacks; nothing else. Run by `cdk synth` and `cdk deploy`. */
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import * as z from "zod";
import { bundle, entriesOf } from "./bundling/bundle.ts";
import { allFunctionNames } from "./bundling/function-name.ts";
import { checkCoverage } from "./config/check-coverage.ts";
import { pagingWithin } from "./config/paging-within.ts";
import { chosenConfigFile, InvalidConfig, resolveConfig } from "./config/resolve-config.ts";
import { resolveCorrection } from "./config/resolve-correction.ts";
import { unreadFeeds } from "./config/unread-feeds.ts";
import { PipelineStack } from "./pipeline-stack.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

/** `-c config=<file>` chooses the configuration, as FIRSTREPLY_CONFIG does. */
const chosenFile = z.string().optional().parse(app.node.tryGetContext("config"));

try {
  const configFile = chosenConfigFile(chosenFile);
  const config = pagingWithin(await resolveConfig(configFile), configFile, process.env["FIRSTREPLY_RUNS"]);
  const today = new Date();
  checkCoverage(config, today);
  for (const sentence of unreadFeeds(config, today)) console.error(sentence);
  const correction = resolveCorrection(config, configFile);
  const outputDirectory = join(app.outdir, "bundles");
  const bundled = bundle({ entries: entriesOf(allFunctionNames), config, correction, outputDirectory });
  new PipelineStack(app, { config, codeOf: (name) => Code.fromAsset(bundled(name).directory) });
} catch (error) {
  if (!(error instanceof InvalidConfig)) throw error;
  console.error(error.message);
  process.exit(1);
}
