import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import type { Secret, StoredSecrets } from "./stored-secrets.ts";

const Input = z.looseObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/** The version asked for by id or by stage; the current one when neither is given. */
export const getSecretValue = (secrets: StoredSecrets, given: unknown) => {
  const {
    SecretId,
    VersionId,
    VersionStage = VersionId === undefined ? "AWSCURRENT" : undefined,
  } = Input.parse(given);
  const secret = secrets.get(SecretId);
  const version = secret.versions.find(
    ({ id, stages }) =>
      (VersionId === undefined || id === VersionId) &&
      (VersionStage === undefined || stages.includes(VersionStage)),
  );
  if (version !== undefined) return secretValue(secret, version);
  const asked = VersionStage === undefined ? `VersionId: ${VersionId}` : `staging label: ${VersionStage}`;
  throw new AwsError({
    code: "ResourceNotFoundException",
    message: `Secrets Manager can't find the specified secret value for ${asked}`,
  });
};

const secretValue = (secret: Secret, version: Secret["versions"][number]) => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: version.id,
  SecretString: version.value,
  VersionStages: version.stages,
  CreatedDate: version.createdAt,
});
