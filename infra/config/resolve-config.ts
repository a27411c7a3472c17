/**
 * One resolver chooses the configuration for infra and bundles alike: infra reads its answer, and every bundle ships
 * it, whole and checked, in the place of `#config`.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { PipelineConfig } from "../../shared/config/pipeline-config.ts";

const defaultFile = resolve(import.meta.dirname, "../pipeline.config.ts");

/** A configuration that cannot become a pipeline. The message names each field and what to write instead. */
export class InvalidConfig extends Error {
  override readonly name = "InvalidConfig";
}

/** The file that `--config`, handed down as FIRSTREPLY_CONFIG, chose; else `infra/pipeline.config.ts`. */
export const chosenConfigFile = (chosen = process.env["FIRSTREPLY_CONFIG"]): string =>
  chosen === undefined || chosen === "" ? defaultFile : resolve(chosen);

/** Reads and checks a configuration file. */
export const resolveConfig = async (file = chosenConfigFile()): Promise<PipelineConfig> => {
  if (!existsSync(file)) throw new InvalidConfig(`${file}: there is no such configuration file`);
  const module: { default?: unknown } = await import(pathToFileURL(file).href);
  return parseConfig(module.default, file);
};

/** Checks a configuration; `file` names it in the error. */
export const parseConfig = (config: unknown, file: string): PipelineConfig => {
  const parsed = PipelineConfig.safeParse(config);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${z.core.toDotPath(issue.path) || "(file)"}: ${issue.message}`,
  );
  throw new InvalidConfig(`${file} makes no sense yet:\n${problems.join("\n")}`);
};
