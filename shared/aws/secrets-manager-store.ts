import type { SecretStore } from "../ports/secret-store.ts";
import type { WallClock } from "../ports/wall-clock.ts";
import { fieldsOf } from "./secret-fields.ts";
import { AwsCallFailed, type SignedCall } from "./signed-client.ts";

type Cached = { readonly readAt: number; readonly values: Promise<Readonly<Record<string, string>>[]> };

const keepSeconds = 300;
/** Anybody can send a wrong signature; no more often than this does it make us ask again. */
const askAgainSeconds = 30;

/**
 * Secrets of a few fields, kept as one JSON object each. Its current and its previous version are both live, so that
 * a platform and we need not change a secret in the same second.
 */
export const secretsManagerStore = (secretsManager: SignedCall, wallClock: WallClock): SecretStore => {
  const cache = new Map<string, Cached>();

  const readVersion = async (secretId: string, stage: string): Promise<Record<string, string> | null> => {
    try {
      return fieldsOf(
        await secretsManager("secretsmanager.GetSecretValue", { SecretId: secretId, VersionStage: stage }),
      );
    } catch (error) {
      if (error instanceof AwsCallFailed && error.code === "ResourceNotFoundException") return null;
      throw error;
    }
  };

  const readVersions = async (secretId: string): Promise<Record<string, string>[]> => {
    const versions = await Promise.all(
      ["AWSCURRENT", "AWSPREVIOUS"].map((stage) => readVersion(secretId, stage)),
    );
    return versions.filter((version) => version !== null);
  };

  return {
    read: async (secretId, { fresh = false } = {}) => {
      const now = wallClock.now().getTime() / 1000;
      const known = cache.get(secretId);
      if (known !== undefined && now - known.readAt < (fresh ? askAgainSeconds : keepSeconds))
        return known.values;
      const values = readVersions(secretId);
      cache.set(secretId, { readAt: now, values });
      values.catch(() => cache.delete(secretId));
      return values;
    },
  };
};
