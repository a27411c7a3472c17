import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import pipelineConfig from "../../infra/pipeline.config.ts";

const projectRoot = resolve(import.meta.dirname, "../..");
const place = mkdtempSync(join(tmpdir(), "app-"));
afterAll(() => rmSync(place, { recursive: true }));

const configFile = (name: string, config: object): string => {
  const file = join(place, `${name}.ts`);
  writeFileSync(file, `export default ${JSON.stringify(config)};`);
  return file;
};

type Ended = { readonly code: number | null; readonly stderr: string };

/** Runs the app as the CDK CLI does. */
const synth = (environment: Record<string, string>): Promise<Ended> =>
  new Promise((ended) => {
    const app = execFile(
      process.execPath,
      ["infra/app.ts"],
      { cwd: projectRoot, env: { ...process.env, CDK_OUTDIR: join(place, "cdk.out"), ...environment } },
      (_, __, stderr) => ended({ code: app.exitCode, stderr }),
    );
  });

test(
  "the real functions are bundled, every cdk-nag rule is met or answered, and the template is written",
  { timeout: 60_000 },
  async () => {
    const file = configFile("staging", { ...pipelineConfig, stackName: "Staging" });
    const { code, stderr } = await synth({ CDK_CONTEXT_JSON: JSON.stringify({ config: file }) });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const template = JSON.parse(readFileSync(join(place, "cdk.out/Staging.template.json"), "utf8"));
    expect(template).toHaveProperty("Outputs.WebhookUrl");
  },
);

test(
  "a configuration that makes no sense ends with what to write instead, and no stack trace",
  { timeout: 60_000 },
  async () => {
    const file = configFile("broken", { ...pipelineConfig, channels: {} });
    const { code, stderr } = await synth({ FIRSTREPLY_CONFIG: file });
    expect(code).toBe(1);
    expect(stderr).toContain("channels: add at least one channel, or nothing can be heard");
    expect(stderr).not.toMatch(/^\s+at /mu);
  },
);
