import { PlatformRefused, type ConnectedChannel } from "../../../shared/platforms/platform-connector.ts";
import { refreshAccess, type RefreshPorts } from "../../../shared/use-cases/refresh-access.ts";
import type { ReadyChannel } from "./open-channel.ts";

/**
 * Connects a channel, with new tokens where those it has are no longer taken: under the same lease as
 * `reconcile-channel`, because a refresh token is good once. PlatformRefused where new ones are no use either.
 */
export const connectChannel = async (
  ports: RefreshPorts,
  ready: ReadyChannel,
  told: (step: string) => void,
): Promise<void> => {
  const { connector, connected } = ready;
  const connectWithNewTokens = async (): Promise<void> =>
    connector.connect(await renewed(ports, ready, told), told);
  if (hasExpired(ready, ports.wallClock.now())) return connectWithNewTokens();
  try {
    await connector.connect(connected, told);
  } catch (error) {
    if (!(error instanceof PlatformRefused) || error.reason !== "expired") throw error;
    await connectWithNewTokens();
  }
};

const hasExpired = ({ connector, connected }: ReadyChannel, now: Date): boolean => {
  const { expiresAt = "" } = connected.access;
  return connector.refresh !== undefined && expiresAt !== "" && Date.parse(expiresAt) < now.getTime();
};

/** The channel with tokens that were kept before they are used, whoever was quicker to ask for them. */
const renewed = async (
  ports: RefreshPorts,
  { connector, connected, accessSecretId }: ReadyChannel,
  told: (step: string) => void,
): Promise<ConnectedChannel> => {
  const { channel, access: stale } = connected;
  const access = await refreshAccess(ports, {
    channelId: channel.id,
    secretId: accessSecretId,
    access: stale,
    refresh: async (spent) => (await connector.refresh?.({ ...connected, access: spent })) ?? spent,
  });
  told("its tokens had expired: new ones are kept in its access secret");
  return { ...connected, access };
};
