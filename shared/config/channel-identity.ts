import { ChannelId } from "../domain/ids.ts";
import type { ChannelIdentity } from "../platforms/platform-adapter.ts";
import type { PipelineConfig } from "./pipeline-config.ts";

/** A channel of the configuration, as a platform's parser knows it: what its platform lacks is left out. */
export const channelIdentity = (
  id: string,
  channel: PipelineConfig["channels"][string],
): ChannelIdentity => ({
  id: ChannelId.parse(id),
  account: "account" in channel ? channel.account : "",
  handle: "handle" in channel ? channel.handle : undefined,
  tier: "tier" in channel ? channel.tier : undefined,
  bots: channel.bots,
});
