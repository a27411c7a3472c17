/** What a running pipeline leaves in its data folder for whoever talks to it. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import { UsageError } from "./command.ts";
import { jsonOrNothing } from "./json-or-nothing.ts";

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));
const Secrets = z.record(z.string(), z.record(z.string(), z.string()));
const LocalEnv = z.object({
  AWS_ENDPOINT_URL: z.url(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  /** The configuration it runs under, where that is not the usual one. */
  FIRSTREPLY_CONFIG: z.string().optional(),
});
export type LocalEnv = z.infer<typeof LocalEnv>;

export type StackOutputs = {
  readonly stackName: string;
  readonly outputs: Readonly<Record<string, string>>;
};

const outputsKind = "stack outputs file: `cdk deploy --outputs-file` and `npm start` write one";

/** Where a local run writes what `cdk deploy --outputs-file` would write. */
export const outputsFile = (data: string): string => join(data, "outputs.json");

/** The pipeline among the stacks of an outputs file: the one that is named, or the only one. */
export const readStackOutputs = async (file: string, named?: string): Promise<StackOutputs> => {
  const stacks = Object.entries(await read(file, Outputs, outputsKind)).filter(
    ([, { WebhookUrl }]) => WebhookUrl !== undefined,
  );
  const chosen = stacks.filter(([stackName]) => named === undefined || stackName === named);
  const [first] = chosen;
  if (first !== undefined && chosen.length === 1) return { stackName: first[0], outputs: first[1] };
  const names = stacks.map(([stackName]) => stackName).join(", ");
  if (names === "")
    throw new UsageError(`${file} names no First Reply stack: write it with \`cdk deploy --outputs-file\``);
  throw new UsageError(
    named === undefined
      ? `${file} names several pipelines: say --stack, one of ${names}`
      : `${file} names no stack ${named}: it has ${names}`,
  );
};

/** The endpoint and an operator's keys of a local run; undefined where the folder is not one's. */
export const readLocalEnv = async (data: string): Promise<LocalEnv | undefined> => {
  const file = join(data, "env");
  if (!existsSync(file)) return undefined;
  const read = LocalEnv.safeParse(parseEnv(await readFile(file, "utf8").catch(() => "")));
  if (read.success) return read.data;
  throw new UsageError(`${file} is not what \`npm start\` wrote there: end it and start it again`);
};

/** The channels' secrets in `<data>/secrets.json`. */
export const readSecrets = (data: string): Promise<z.infer<typeof Secrets>> =>
  read(join(data, "secrets.json"), Secrets, "file of channels' secrets: `npm start` writes one");

const read = async <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  kind: string,
): Promise<z.infer<Schema>> => {
  const content = await readFile(file, "utf8").catch(() => {
    throw new UsageError(
      `${file} is not there or not readable: \`npm start\` starts a pipeline here, and flags name another one`,
    );
  });
  const parsed = schema.safeParse(jsonOrNothing(content));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is no ${kind}`);
};
