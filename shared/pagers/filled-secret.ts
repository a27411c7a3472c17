import type { Destination } from "../config/destination-config.ts";
import { destinationSecretFields } from "../config/destination-secret-fields.ts";
import { PermanentError } from "../errors.ts";
import type { SecretStore } from "../ports/secret-store.ts";
import { whyNotSecret } from "./why-not-secret.ts";

/** Where a pager finds what somebody filled in for its destination. */
export type PagerSecret = {
  readonly destination: string;
  readonly secretId: string;
  readonly secrets: SecretStore;
};

/** A field of the secret's newest version; throws a PermanentError, without any of it, where it would not do. */
export const filledSecret = async (
  kind: Destination["kind"],
  { destination, secretId, secrets }: PagerSecret,
): Promise<(field: string) => string> => {
  const [fields = {}] = await secrets.read(secretId);
  if (destinationSecretFields[kind].some((field) => fields[field] === undefined))
    throw new PermanentError(`the secret of ${destination} is not filled in`);
  const whyNot = whyNotSecret(kind, fields);
  if (whyNot !== null) throw new PermanentError(`in the secret of ${destination}, ${whyNot}`);
  return (field) => fields[field] ?? "";
};
