/** Reads what `cdk synth` leaves in its output folder: a manifest, and per stack a template and a list of assets. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Template } from "./template.ts";

const StackProperties = z.object({ templateFile: z.string().optional(), stackName: z.string().optional() });
type StackProperties = z.infer<typeof StackProperties>;

const Manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string(), properties: StackProperties.optional() })),
});

const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});

const S3Code = z.object({ S3Key: z.string() });

export type AssemblyStack = {
  readonly stackName: string;
  readonly template: Template;
  /** Where an asset lies on disk, by its S3 key (`<hash>.zip`) or the `Code` object of a function that has it. */
  readonly assetDirectory: (code: unknown) => string;
};

/** The stacks of a synthesized cloud assembly. Throws when the folder holds none. */
export const readAssembly = (directory: string): readonly AssemblyStack[] => {
  const { artifacts } = Manifest.parse(readJson(join(directory, "manifest.json")));
  const stacks = Object.entries(artifacts)
    .filter(([, { type }]) => type === "aws:cloudformation:stack")
    .map(([id, { properties }]) => readStack(directory, id, properties ?? {}));
  if (stacks.length === 0) throw new Error(`There is no stack in ${directory}; nested stages are not read`);
  return stacks;
};

const readStack = (
  directory: string,
  id: string,
  { templateFile = `${id}.template.json`, stackName = id }: StackProperties,
): AssemblyStack => {
  const assetsFile = join(directory, `${id}.assets.json`);
  const { files } = existsSync(assetsFile) ? Assets.parse(readJson(assetsFile)) : { files: {} };
  return {
    stackName,
    template: Template.parse(readJson(join(directory, templateFile))),
    assetDirectory: (code) => {
      const key = typeof code === "string" ? code : S3Code.parse(code).S3Key;
      const path = files[key.replace(/\.[^.]+$/, "")]?.source.path;
      if (path === undefined) throw new Error(`Stack ${stackName} has no asset ${key}`);
      return join(directory, path);
    },
  };
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
