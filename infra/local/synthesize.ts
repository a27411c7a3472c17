import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";

const projectRoot = resolve(import.meta.dirname, "../..");
const cdk = resolve(dirname(createRequire(import.meta.url).resolve("aws-cdk/package.json")), "bin/cdk");

/** A synth that refused; the message is what it said. */
export class SynthFailed extends Error {
  override readonly name = "SynthFailed";
}

type Synth = {
  /** The configuration to synthesize; `infra/pipeline.config.ts` unless told. */
  readonly configFile?: string | undefined;
  /** Where the cloud assembly goes. */
  readonly outputDirectory: string;
};

/**
 * Synthesizes the app as `npm run synth` does, so that what runs here is what would be deployed; but that its pages stay
 * on this machine, and that nobody waits for its templates to be judged: `npm run verify` does that.
 */
export const synthesize = async ({ configFile, outputDirectory }: Synth): Promise<void> => {
  const args = [cdk, "synth", "--quiet", "--no-notices", "--no-validation", "--output", outputDirectory];
  const config = configFile === undefined ? {} : { FIRSTREPLY_CONFIG: resolve(configFile) };
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: projectRoot,
      env: { ...process.env, ...config, FIRSTREPLY_RUNS: "here", NO_COLOR: "1" },
    });
  } catch (error) {
    throw new SynthFailed(saidOf(error), { cause: error });
  }
};

/** What the app said, without what the CLI adds to every failure. */
const saidOf = (error: unknown): string => {
  const said =
    typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : String(error);
  return said
    .split("\n")
    .filter((line) => !/Subprocess exited|feature flags|^\s*$/u.test(line))
    .join("\n");
};
