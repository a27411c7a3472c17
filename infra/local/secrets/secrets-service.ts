import { createHash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { answerJson } from "../gateway/answer-json.ts";
import type { AnswerAws } from "../gateway/aws-call.ts";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { awsManagedKey, readProperties, withoutLocalMeaning } from "../resource-properties.ts";
import { batchGetSecretValue } from "./batch-get-secret-value.ts";
import { describeSecret, listSecrets } from "./describe-secret.ts";
import { fillSecret } from "./fill-secret.ts";
import { GenerateSecretString, generateSecretString } from "./generate-secret-string.ts";
import { getSecretValue } from "./get-secret-value.ts";
import { putSecretValue } from "./put-secret-value.ts";
import { addVersion } from "./secret-versions.ts";
import { openStoredSecrets, type Secret } from "./stored-secrets.ts";

export type SecretsService = LocalService & {
  readonly answer: AnswerAws;
  /** Makes these fields the current value of a secret (by name or ARN). */
  readonly fill: (secretId: string, fields: Readonly<Record<string, string>>) => void;
  /** The ARN of a secret, by name or ARN; undefined for one the template does not have. */
  readonly arnOf: (secretId: string) => string | undefined;
};

type Place = Pick<LocalPlace, "region" | "accountId" | "stackName" | "dataDirectory">;

const SecretProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: GenerateSecretString.optional(),
  KmsKeyId: awsManagedKey,
  ReplicaRegions: withoutLocalMeaning,
  Type: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});
type SecretProperties = z.infer<typeof SecretProperties>;

/** Secrets, kept in the data directory. What the template says of a value counts on the first start only. */
export const openSecrets = (place: Place): SecretsService => {
  const secrets = openStoredSecrets(join(place.dataDirectory, "secret-versions.json"));

  const provision = (resource: LocalResource): Provisioned => {
    const properties = readProperties(resource, SecretProperties);
    const name = properties.Name ?? physicalName(place.stackName, resource.logicalId, { maxLength: 512 });
    const existing = secrets.find(name);
    const arn = existing?.arn ?? newArn(place, name);
    if (existing === undefined) secrets.put(newSecret({ arn, name }, properties));
    return { ref: arn, attributes: { Id: arn } };
  };

  return {
    name: "secretsmanager",
    resources: { "AWS::SecretsManager::Secret": provision },
    answer: answerJson({
      GetSecretValue: (input) => getSecretValue(secrets, input),
      BatchGetSecretValue: (input) => batchGetSecretValue(secrets, input),
      PutSecretValue: (input) => putSecretValue(secrets, input),
      DescribeSecret: (input) => describeSecret(secrets, input),
      ListSecrets: () => listSecrets(secrets),
    }),
    fill: (secretId, fields) => fillSecret(secrets, secretId, fields),
    arnOf: (secretId) => secrets.find(secretId)?.arn,
  };
};

const newSecret = (identity: Pick<Secret, "arn" | "name">, properties: SecretProperties): Secret => {
  const now = new Date();
  const secret: Secret = {
    ...identity,
    description: properties.Description,
    createdAt: now.getTime() / 1000,
    changedAt: now.getTime() / 1000,
    isFilled: false,
    versions: [],
  };
  const value = firstValueOf(properties);
  return value === undefined ? secret : addVersion(secret, { value, now });
};

const firstValueOf = ({ SecretString, GenerateSecretString: wish }: SecretProperties): string | undefined =>
  SecretString ?? (wish === undefined ? undefined : generateSecretString(wish));

/** Secrets Manager ends every ARN in six signs of its own; ours follow from the name, so that they stay the same. */
const newArn = ({ region, accountId }: Place, name: string): string => {
  const suffix = createHash("sha256").update(`${accountId} ${name}`).digest("hex").slice(0, 6);
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
};
