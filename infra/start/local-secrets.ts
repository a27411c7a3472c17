/**
 * Fills in, on this machine, what a person fills in on AWS: a secret for each channel, made on the first start and
 * kept in `<data>/secrets.json` (write a platform's real one there to try it), for each paging destination the page
 * receiver of this start, and for each feed of shifts a file that this start serves.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Runtime } from "../local/runtime.ts";
import type { AssemblyStack } from "../local/template/assembly.ts";
import { writePrivateFile } from "../local/write-private-file.ts";

type Fields = Readonly<Record<string, string>>;

/** A secret's fields by the id of the channel it belongs to. */
export type ChannelSecrets = Readonly<Record<string, Fields>>;

const SecretsFile = z.record(z.string(), z.record(z.string(), z.string()));

const SecretProperties = z.object({
  SecretString: z.string(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
});

/** Gives every channel its secret, and says which. */
export const fillChannelSecrets = (
  stack: AssemblyStack,
  runtime: Runtime,
  dataDirectory: string,
): ChannelSecrets => {
  const file = join(dataDirectory, "secrets.json");
  const known = existsSync(file) ? SecretsFile.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const filled: Record<string, Fields> = {};
  for (const { owner, secretId, fields } of operatorSecrets(stack, runtime, "firstreply:channel")) {
    filled[owner] = Object.fromEntries(
      fields.map((field) => [field, known[owner]?.[field] ?? randomBytes(24).toString("hex")]),
    );
    runtime.secrets.fill(secretId, filled[owner]);
  }
  writePrivateFile(file, `${JSON.stringify(filled, null, 2)}\n`);
  return filled;
};

type Receiver = {
  readonly url: string;
  readonly chatUrl: string;
  readonly pagerdutyUrl: string;
  readonly signingSecret: string;
};

/** Points every paging destination at one receiver. */
export const fillDestinationSecrets = (stack: AssemblyStack, runtime: Runtime, receiver: Receiver): void => {
  for (const { secretId, fields } of operatorSecrets(stack, runtime, "firstreply:destination"))
    runtime.secrets.fill(secretId, destinationFields(fields, receiver));
};

/** Points every feed of shifts at where `<name>.ics` is served. */
export const fillFeedSecrets = (stack: AssemblyStack, runtime: Runtime, feedsUrl: string): void => {
  for (const { owner, secretId } of operatorSecrets(stack, runtime, "firstreply:feed"))
    runtime.secrets.fill(secretId, { url: `${feedsUrl}/${owner}.ics` });
};

/** What signs its pages is a signed webhook, what has a URL only is a chat, and whatever else there is is PagerDuty. */
const destinationFields = (
  fields: readonly string[],
  { url, chatUrl, pagerdutyUrl, signingSecret }: Receiver,
): Record<string, string> => {
  if (fields.includes("signingSecret")) return { url, signingSecret };
  if (fields.includes("url")) return { url: chatUrl };
  const keys = Object.fromEntries(fields.map((field) => [field, randomBytes(16).toString("hex")]));
  return { ...keys, standIn: pagerdutyUrl };
};

/** The template's secrets that a person fills in, by the tag that says what each is for. */
const operatorSecrets = ({ template }: AssemblyStack, { resources }: Runtime, tag: string) =>
  Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties }]) => {
    const secret =
      Type === "AWS::SecretsManager::Secret" ? SecretProperties.safeParse(Properties) : undefined;
    const owner = secret?.data?.Tags.find(({ Key }) => Key === tag)?.Value;
    const secretId = resources.get(logicalId)?.ref;
    if (secret?.data === undefined || owner === undefined || secretId === undefined) return [];
    return [
      {
        owner,
        secretId,
        fields: Object.keys(z.record(z.string(), z.string()).parse(JSON.parse(secret.data.SecretString))),
      },
    ];
  });
