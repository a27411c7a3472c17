/**
 * One resolver chooses the configuration for infra and bundles alike: infra reads its answer, and every bundle ships
 * it, whole and checked, in the place of `#config`.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { PipelineConfig } from "../../shared/config/pipeline-config.ts";
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
  if (!existsSync(file)) throw new InvalidConfig(`${file}: there is no such configuration file`);
  const { default: config } = await importConfig(file);
  if (config === undefined)
    throw new InvalidConfig(`${file} exports no configuration: write \`export default defineConfig({ … })\``);
  const expanded = await expandHolidays(today).safeParseAsync(config);
  if (!expanded.success) throw invalid(expanded.error, file);
  const fed = expandFeeds(file, today).safeParse(expanded.data);
  if (!fed.success) throw invalid(fed.error, file);
  return parseConfig(fed.data, file);
};

const importConfig = async (file: string): Promise<{ readonly default?: unknown }> => {
  try {
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    const problem = cause instanceof Error ? `${cause.name}: ${cause.message.split("\n")[0]}` : String(cause);
    throw new InvalidConfig(`${file} cannot be loaded as a TypeScript module: ${problem}`, { cause });
  }
};

/** What the schema says for itself, where it does; else what zod says, in words for whoever writes a configuration. */
const whatToWrite = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined"))
    return `is missing: write ${articleOf(issue.expected)}`;
  if (issue.code === "unrecognized_keys") return `knows nothing called ${issue.keys.join(", ")}: take it out`;
  return issue.message;
};

const articleOf = (type: string): string => {
  const name = type === "record" || type === "object" ? "object" : type;
  return `${/^[aeiou]/u.test(name) ? "an" : "a"} ${name} here`;
};

/** Checks a configuration whose holidays are dates; `file` names it in the error. */
export const parseConfig = (config: unknown, file: string): PipelineConfig => {
  const parsed = PipelineConfig.safeParse(config);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error, file);
};

const invalid = ({ issues }: z.ZodError, file: string): InvalidConfig => {
  const problems = issues.map(
    (issue) => `  ${z.core.toDotPath(issue.path) || "(file)"}: ${whatToWrite(issue)}`,
  );
  return new InvalidConfig(`${file} makes no sense yet:\n${problems.join("\n")}`);
};
