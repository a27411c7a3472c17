import * as z from "zod";
import type { Secret, StoredSecrets } from "./stored-secrets.ts";

const Input = z.looseObject({ SecretId: z.string() });

/** Everything about a secret but its values. */
export const describeSecret = (secrets: StoredSecrets, given: unknown) => {
  const secret = secrets.get(Input.parse(given).SecretId);
  return {
    ...entryOf(secret),
    VersionIdsToStages: Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages])),
  };
};

/** Every secret, in one page: a pipeline has a handful. */
export const listSecrets = (secrets: StoredSecrets) => ({ SecretList: secrets.all().map(entryOf) });

const entryOf = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  Description: secret.description,
  CreatedDate: secret.createdAt,
  LastChangedDate: secret.changedAt,
});
