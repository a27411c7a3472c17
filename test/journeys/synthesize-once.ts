import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { synthesize } from "../../infra/local/synthesize.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder the app was synthesized into, for all journeys. */
    assembly: string;
  }
}

/** Synthesizes the journeys' pipeline once, before the first of them; takes its folder away behind the last. */
export default async function synthesizeOnce(project: TestProject): Promise<() => void> {
  const outputDirectory = mkdtempSync(join(tmpdir(), "firstreply-assembly-"));
  await synthesize({ configFile: join(import.meta.dirname, "journeys.config.ts"), outputDirectory });
  project.provide("assembly", outputDirectory);
  return () => rmSync(outputDirectory, { recursive: true, force: true });
}
