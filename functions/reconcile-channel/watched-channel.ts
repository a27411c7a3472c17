import type { PlatformAbility } from "../../shared/domain/channels/decide-upkeep.ts";
import type { Platform } from "../../shared/domain/platform.ts";
import type {
  Access,
  ConnectedChannel,
  PlatformConnector,
} from "../../shared/platforms/platform-connector.ts";
import type { ChannelIdentity, PlatformDoor } from "../../shared/platforms/platform-adapter.ts";

/** One channel as this function sees it. */
export type WatchedChannel = {
  readonly identity: ChannelIdentity;
  readonly platform: Platform;
  readonly split: PlatformDoor["split"];
  /** Whether its platform checks on us of its own accord. */
  readonly isChallenged: boolean;
  readonly ability: PlatformAbility;
  /** Its platform's API; null where nobody can be asked. */
  readonly api: PlatformApi | null;
};

export type PlatformApi = {
  readonly connector: PlatformConnector;
  readonly accessSecretId: string;
  /** The fields of that secret without which nothing can be asked. */
  readonly neededFields: readonly string[];
  /** The channel with what a call to its platform needs. */
  readonly connected: (access: Access) => Promise<ConnectedChannel>;
};
