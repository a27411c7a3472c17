import { channelIdentity } from "../../shared/config/channel-identity.ts";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import type { PlatformAbility } from "../../shared/domain/channels/decide-upkeep.ts";
import { accessFieldsOf } from "../../shared/platforms/access-fields.ts";
import { connectors } from "../../shared/platforms/connectors.ts";
import { doors } from "../../shared/platforms/doors.ts";
import type { PlatformConnector } from "../../shared/platforms/platform-connector.ts";
import type { AccessVault } from "../../shared/ports/access-vault.ts";
import type { PlatformApi, WatchedChannel } from "./watched-channel.ts";

type Place = {
  readonly config: PipelineConfig;
  /** Where channels are: `<url>/<channel>`. */
  readonly webhookUrl: string;
  /** By channel id, for those whose webhooks are registered with a field of their secret. */
  readonly channelSecretIds: Readonly<Record<string, string>>;
  readonly accessSecretIds: Readonly<Record<string, string>>;
  readonly vault: Pick<AccessVault, "read">;
};

type ConfiguredChannel = PipelineConfig["channels"][string];

/** Every channel of the configuration, with what there is to ask its platform. */
export const watchChannels = (place: Place): WatchedChannel[] =>
  Object.entries(place.config.channels).map(([id, channel]) => {
    const { platform } = channel;
    return {
      identity: channelIdentity(id, channel),
      platform,
      split: doors[platform].split,
      isChallenged: platform === "x",
      ability: abilityOf(channel, connectors[platform]),
      api: apiOf(place, id, channel),
    };
  });

/** X pushes only what speaks to the brand, and is paid for reading; the others push everything, and reading is free. */
const abilityOf = (channel: ConfiguredChannel, connector: PlatformConnector | null): PlatformAbility => {
  const whenSearched = channel.platform === "x" ? "always" : "afterOutage";
  return {
    refreshes: connector?.refresh !== undefined,
    replays: connector?.replay !== undefined,
    searches: connector?.missed === undefined ? "never" : whenSearched,
    budget: channel.platform === "x" ? channel.search : { dollarsPerDay: 0, dollarsPerMonth: 0 },
  };
};

const apiOf = (place: Place, id: string, channel: ConfiguredChannel): PlatformApi | null => {
  const connector = connectors[channel.platform];
  if (connector === null || !("api" in channel)) return null;
  const accessSecretId = place.accessSecretIds[id];
  if (accessSecretId === undefined)
    throw new Error(`ACCESS_SECRET_IDS names no secret for the channel ${id}`);
  const needed = accessFieldsOf(connector).filter(({ mayStayEmpty }) => !mayStayEmpty);
  return {
    connector,
    accessSecretId,
    neededFields: needed.map(({ name }) => name),
    connected: async (access) => ({
      channel: channelIdentity(id, channel),
      webhookUrl: `${place.webhookUrl}/${id}`,
      access,
      verifyToken: await verifyTokenOf(place, id),
      api: channel.api,
    }),
  };
};

const verifyTokenOf = async ({ channelSecretIds, vault }: Place, id: string): Promise<string | undefined> => {
  const secretId = channelSecretIds[id];
  return secretId === undefined ? undefined : (await vault.read(secretId))["verifyToken"];
};
