import { randomUUID } from "node:crypto";
import type { AccessVault } from "../ports/access-vault.ts";
import { fieldsOf } from "./secret-fields.ts";
import type { SignedCall } from "./signed-client.ts";

/** Access secrets as they are now: their current version, read anew each time. */
export const secretsManagerVault = (secretsManager: SignedCall): AccessVault => ({
  read: async (secretId) =>
    fieldsOf(await secretsManager("secretsmanager.GetSecretValue", { SecretId: secretId })),
  store: async (secretId, access) => {
    await secretsManager("secretsmanager.PutSecretValue", {
      SecretId: secretId,
      SecretString: JSON.stringify(access),
      // The same for every try of this call, so that a lost answer makes no second version.
      ClientRequestToken: randomUUID(),
    });
  },
});
