import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { addVersion } from "./secret-versions.ts";
import type { Secret, StoredSecrets } from "./stored-secrets.ts";

/** Strict, so that a binary secret is refused and not silently left empty. */
const Input = z.strictObject({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
  VersionStages: z.array(z.string()).min(1).optional(),
});

/** A new version; without `VersionStages` it becomes the current one, and the current one the previous. */
export const putSecretValue = (secrets: StoredSecrets, given: unknown) => {
  const input = Input.parse(given);
  const secret = secrets.get(input.SecretId);
  const repeated = secret.versions.find(({ id }) => id === input.ClientRequestToken);
  if (repeated !== undefined) return answerRepeated(secret, repeated, input.SecretString);

  const changed = addVersion(secret, {
    value: input.SecretString,
    id: input.ClientRequestToken,
    stages: input.VersionStages,
    now: new Date(),
  });
  secrets.put({ ...changed, isFilled: true });
  return put(changed, changed.versions.at(-1));
};

/** The SDK sends the same token when it tries again: the same value is a success, another one a mistake. */
const answerRepeated = (secret: Secret, version: Secret["versions"][number], value: string) => {
  if (version.value === value) return put(secret, version);
  throw new AwsError({
    code: "ResourceExistsException",
    message: `A version with the token ${version.id} holds another value already.`,
  });
};

const put = ({ arn, name }: Secret, version: Secret["versions"][number] | undefined) => ({
  ARN: arn,
  Name: name,
  VersionId: version?.id,
  VersionStages: version?.stages,
});
