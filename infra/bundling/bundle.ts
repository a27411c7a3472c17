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
  /** The file that exports `handler`. */
  readonly entry: string;
  readonly config: PipelineConfig;
  readonly correction: LearnedCorrection | null;
  /** Where to put `code/handler.mjs`, and beside it `meta.json`: what is in the bundle, and how much of it. */
  readonly outputDirectory: string;
};

/** The folder that ships, and the size of the module in it. */
type Bundle = { readonly directory: string; readonly bytes: number };

/** The file a function starts in. */
export const entryOf = (name: FunctionName): string => join(projectRoot, "functions", name, "handler.ts");

/** Bundles one function. Equal sources and configuration give equal bytes, wherever the output lies. */
export const bundle = ({ entry, config, correction, ...wanted }: Wanted): Bundle => {
  const outputDirectory = resolve(wanted.outputDirectory);
  const directory = join(outputDirectory, "code");
  const module = join(directory, "handler.mjs");
  mkdirSync(directory, { recursive: true });
  const asFile = (name: string, value: unknown): string => {
    const file = join(outputDirectory, name);
    writeFileSync(file, JSON.stringify(value));
    return file;
  };
  const { metafile } = buildSync({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    outfile: module,
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
  writeFileSync(join(outputDirectory, "meta.json"), JSON.stringify(metafile));
  return { directory, bytes: statSync(module).size };
};
