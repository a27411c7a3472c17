/**
 * A function as Lambda runs it: one ES module with the AWS SDK inside (a bundled SDK starts faster than the runtime's
 * own, and ESM faster than CommonJS), and the checked configuration in the place of `#config`, as data. What staff taught
 * the classifier ships with the functions that classify, in the place of `#correction`; and who needs the channels of the
 * configuration alone, whatever else is in it, takes `#channels`.
 */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import type { LearnedCorrection } from "../../shared/learning/learned-correction.ts";
import type { FunctionName } from "./function-name.ts";

const projectRoot = resolve(import.meta.dirname, "../..");

type Wanted = {
  /** The files that export `handler`, by the names of their functions. */
  readonly entries: Readonly<Record<string, string>>;
  readonly config: PipelineConfig;
  readonly correction: LearnedCorrection | null;
  /** Where to put `<name>/handler.mjs`, and beside them `meta.json`: what is in each bundle, and how much of it. */
  readonly outputDirectory: string;
};

/** The folder that ships, and the size of the module in it. */
type Bundle = { readonly directory: string; readonly bytes: number };

/** The files that functions start in. */
export const entriesOf = (names: readonly FunctionName[]): Wanted["entries"] =>
  Object.fromEntries(names.map((name) => [name, join(projectRoot, "functions", name, "handler.ts")]));

/**
 * Bundles functions: all at once, because what they share is read once then. Equal sources and configuration give equal
 * bytes, wherever the output lies. What comes back knows each by its name.
 */
export const bundle = ({ entries, config, correction, ...wanted }: Wanted): ((name: string) => Bundle) => {
  const outputDirectory = resolve(wanted.outputDirectory);
  mkdirSync(outputDirectory, { recursive: true });
  const asFile = (name: string, value: unknown): string => {
    const file = join(outputDirectory, name);
    writeFileSync(file, JSON.stringify(value));
    return file;
  };
  const { metafile } = buildSync({
    absWorkingDir: projectRoot,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [`${name}/handler`, file])),
    outdir: outputDirectory,
    outExtension: { ".js": ".mjs" },
    alias: {
      "#config": asFile("config.json", config),
      "#channels": asFile("channels.json", config.channels),
      "#correction": asFile("correction.json", correction),
    },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    legalComments: "none",
    metafile: true,
  });
  asFile("meta.json", metafile);
  return (name) => {
    const directory = join(outputDirectory, name);
    return { directory, bytes: statSync(join(directory, "handler.mjs")).size };
  };
};
