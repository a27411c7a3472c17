/** Every secret with its live versions, in one file only its owner can read. */
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { writePrivateFile } from "../write-private-file.ts";

const Version = z.strictObject({
  id: z.string(),
  value: z.string(),
  stages: z.array(z.string()),
  createdAt: z.number(),
});

export const Secret = z.strictObject({
  arn: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** Seconds since 1970, as Secrets Manager gives its dates. */
  createdAt: z.number(),
  changedAt: z.number(),
  /** False as long as its value is what the template made of it. */
  isFilled: z.boolean(),
  /** Those that carry a stage; a version that has lost its last one is forgotten. */
  versions: z.array(Version),
});
export type Secret = z.infer<typeof Secret>;

const File = z.array(Secret);

export type StoredSecrets = {
  /** By ARN or by name. */
  readonly find: (id: string) => Secret | undefined;
  /** By ARN or by name; an unknown one is refused as AWS refuses it. */
  readonly get: (id: string) => Secret;
  readonly put: (secret: Secret) => void;
  readonly all: () => readonly Secret[];
};

export const openStoredSecrets = (path: string): StoredSecrets => {
  const stored = existsSync(path) ? File.parse(JSON.parse(readFileSync(path, "utf8"))) : [];
  const secrets = new Map(stored.map((secret) => [secret.name, secret]));
  const find = (id: string): Secret | undefined =>
    secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id);

  return {
    find,
    get: (id) => {
      const secret = find(id);
      if (secret !== undefined) return secret;
      throw new AwsError({
        code: "ResourceNotFoundException",
        message: "Secrets Manager can't find the specified secret.",
      });
    },
    put: (secret) => {
      secrets.set(secret.name, secret);
      writePrivateFile(path, `${JSON.stringify([...secrets.values()], null, 2)}\n`);
    },
    all: () => [...secrets.values()],
  };
};
