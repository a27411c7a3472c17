import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  PlatformRefused,
  type Access,
  type ConnectedChannel,
} from "../../../shared/platforms/platform-connector.ts";
import type { ClientConfig } from "../deployment/open-deployment.ts";
import { readSecretFields, writeSecretFields } from "../deployment/secret-fields.ts";
import type { ReadyChannel } from "./open-channel.ts";

/** Connects a channel, with new tokens where those it has are no longer taken. PlatformRefused where that is no use either. */
export const connectChannel = async (
  client: ClientConfig,
  ready: ReadyChannel,
  told: (step: string) => void,
): Promise<void> => {
  const { connector, connected } = ready;
  if (connector.refresh !== undefined && hasExpired(connected.access))
    return connector.connect(await renewed(client, ready, told), told);
  try {
    await connector.connect(connected, told);
  } catch (error) {
    if (!isRefused(error, "expired") || connector.refresh === undefined) throw error;
    await connector.connect(await renewed(client, ready, told), told);
  }
};

const hasExpired = ({ expiresAt = "" }: Access): boolean =>
  expiresAt !== "" && Date.parse(expiresAt) < Date.now();

const isRefused = (error: unknown, reason: PlatformRefused["reason"]): boolean =>
  error instanceof PlatformRefused && error.reason === reason;

/**
 * The channel with new tokens, kept before they are used: the old refresh token is dead by then. Where somebody else
 * was quicker, theirs.
 */
const renewed = async (
  client: ClientConfig,
  { connector, connected, accessSecretId }: ReadyChannel,
  told: (step: string) => void,
): Promise<ConnectedChannel> => {
  const secretsManager = new SecretsManagerClient(client);
  const renewedElsewhere = async (): Promise<ConnectedChannel | undefined> => {
    const access = await readSecretFields(secretsManager, accessSecretId);
    return access["accessToken"] === connected.access["accessToken"] ? undefined : { ...connected, access };
  };
  const theirs = await renewedElsewhere();
  if (theirs !== undefined) return theirs;
  try {
    const access = (await connector.refresh?.(connected)) ?? connected.access;
    await writeSecretFields(secretsManager, accessSecretId, access);
    told("its tokens had expired: new ones are kept in its access secret");
    return { ...connected, access };
  } catch (error) {
    const meanwhile = isRefused(error, "unauthorised") ? await renewedElsewhere() : undefined;
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
};
