/**
 * One resolver chooses the configuration for infra and bundles alike: infra reads its answer, and every bundle ships
 * it, whole and checked, in the place of `#config`.
 */
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { problemLines, readAs, readAsLater, type Problem } from "../words/read-as.ts";
import { expandFeeds } from "./expand-feeds.ts";
import { expandHolidays } from "./expand-holidays.ts";

const defaultFile = resolve(import.meta.dirname, "../pipeline.config.ts");

/** A configuration that cannot become a pipeline. The message names each field and what to write instead. */
export class InvalidConfig extends Error {
  override readonly name = "InvalidConfig";
}

/** The file that `--config`, handed down as FIRSTREPLY_CONFIG, chose; else `infra/pipeline.config.ts`. */
export const chosenConfigFile = (chosen = process.env["FIRSTREPLY_CONFIG"]): string =>
  chosen === undefined || chosen === "" ? defaultFile : resolve(chosen);

/** Reads and checks a configuration file. `today` decides which years' holidays its calendars know. */
export const resolveConfig = async (
  file = chosenConfigFile(),
  today = new Date(),
): Promise<PipelineConfig> => {
  checkFile(file);
  const { default: config } = await importConfig(file);
  if (config === undefined)
    throw new InvalidConfig(`${file} exports no configuration: write \`export default defineConfig({ … })\``);
  const expanded = await readAsLater(expandHolidays(today), config);
  if ("problems" in expanded) throw invalid(expanded.problems, file);
  const fed = readAs(expandFeeds(file, today), expanded.value);
  if ("problems" in fed) throw invalid(fed.problems, file);
  return parseConfig(fed.value, file);
};

const checkFile = (file: string): void => {
  const instead = "give the path of one, like infra/pipeline.config.ts";
  if (!existsSync(file)) throw new InvalidConfig(`${file}: there is no such configuration file: ${instead}`);
  if (statSync(file).isDirectory())
    throw new InvalidConfig(`${file} is a folder, not a configuration: ${instead}`);
  if (file.endsWith(".json"))
    throw new InvalidConfig(`${file} is JSON, and a configuration is TypeScript: ${instead}`);
};

const importConfig = async (file: string): Promise<{ readonly default?: unknown }> => {
  try {
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    const problem = cause instanceof Error ? `${cause.name}: ${cause.message.split("\n")[0]}` : String(cause);
    throw new InvalidConfig(
      `${file} is no configuration that can be loaded: ${problem}. It is TypeScript, like infra/pipeline.config.ts`,
      { cause },
    );
  }
};

/** Checks a configuration whose holidays are dates; `file` names it in the error. */
export const parseConfig = (config: unknown, file: string): PipelineConfig => {
  const read = readAs(PipelineConfig, config);
  if ("value" in read) return read.value;
  throw invalid(read.problems, file);
};

const invalid = (problems: readonly Problem[], file: string): InvalidConfig =>
  new InvalidConfig(`${file} makes no sense yet:\n${problemLines(problems)}`);
