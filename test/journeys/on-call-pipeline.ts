/** A pipeline at night, and everybody's pagers: where those are is configuration, so it is synthesized anew. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pascalCase } from "../../infra/constructs/pascal-case.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import type { Template } from "../../infra/local/template/template.ts";
import { onCallConfig } from "./on-call.config.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";
import { recordPagers, type PagerRecorder } from "./record-pagers.ts";

export type OnCallPipeline = {
  readonly pipeline: Pipeline;
  readonly pagers: PagerRecorder;
  /** What a command about it needs to be told. */
  readonly flags: readonly string[];
  readonly stop: () => Promise<void>;
};

export const startOnCallPipeline = async (
  change: (template: Template) => void = () => {},
): Promise<OnCallPipeline> => {
  const place = mkdtempSync(join(tmpdir(), "firstreply-night-"));
  const pagers = await recordPagers();
  const [configFile, assembly] = [join(place, "config.ts"), join(place, "assembly")];
  const config = onCallConfig(pagers.addressOf);
  writeFileSync(configFile, `export default ${JSON.stringify(config)};`);
  await synthesize({ configFile, outputDirectory: assembly });
  const pipeline = await startPipeline({ assembly, change });
  const { outputs, secrets } = pipeline.runtime;
  for (const [name, { kind }] of Object.entries(config.destinations ?? {}))
    secrets.fill(
      outputs[`${pascalCase(name)}DestinationSecretArn`] ?? "",
      kind === "pagerduty"
        ? { routingKey: randomBytes(16).toString("hex") }
        : { url: pagers.addressOf(name), signingSecret: pagers.signingSecret },
    );
  return {
    pipeline,
    pagers,
    flags: ["--config", configFile, "--data", pipeline.dataDirectory],
    stop: async () => {
      await pipeline.stop();
      await pagers.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
};
