/** What a running pipeline leaves in its data folder for whoever talks to it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { UsageError } from "./command.ts";

const Outputs = z.record(z.string(), z.object({ WebhookUrl: z.url() }).catchall(z.string()));
const Secrets = z.record(z.string(), z.record(z.string(), z.string()));

/** The outputs of the one stack in `<data>/outputs.json`; `cdk deploy --outputs-file` writes the same shape. */
export const readOutputs = async (data: string): Promise<z.infer<typeof Outputs>[string]> => {
  const [outputs] = Object.values(await read(join(data, "outputs.json"), Outputs));
  if (outputs === undefined) throw new UsageError(`${join(data, "outputs.json")} names no stack`);
  return outputs;
};

/** The channels' secrets in `<data>/secrets.json`. */
export const readSecrets = (data: string): Promise<z.infer<typeof Secrets>> =>
  read(join(data, "secrets.json"), Secrets);

const read = async <Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> => {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    throw new UsageError(
      `${file} is not there or not readable: start the pipeline with \`npm start\`, or say --url and --secret`,
    );
  }
};
