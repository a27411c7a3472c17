import { addVersion } from "./secret-versions.ts";
import type { StoredSecrets } from "./stored-secrets.ts";

/**
 * Gives a secret these fields on one machine, where nobody will fill it in. What it had goes on as its previous
 * version, as in a rotation; the template's empty placeholders do not, because an empty secret must not stay valid.
 */
export const fillSecret = (
  secrets: StoredSecrets,
  id: string,
  fields: Readonly<Record<string, string>>,
): void => {
  const secret = secrets.get(id);
  const value = JSON.stringify(fields);
  const current = secret.versions.find(({ stages }) => stages.includes("AWSCURRENT"))?.value;
  if (current === value) return;
  const versions = secret.isFilled ? secret.versions : [];
  secrets.put({ ...addVersion({ ...secret, versions }, { value, now: new Date() }), isFilled: true });
};
