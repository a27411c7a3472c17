import { ChannelSilent } from "../../shared/contracts/channel-silent.ts";
import type { Silence } from "../../shared/domain/channels/silence.ts";
import type { PublishedEvent } from "../../shared/ports/event-publisher.ts";
import type { WatchedChannel } from "./watched-channel.ts";

/** The event that tells of a silence. Told again, after a crash, it has the same id. */
export const channelSilent = (
  { identity: { id: channelId }, platform }: Pick<WatchedChannel, "identity" | "platform">,
  silence: Silence,
  now: Date,
): PublishedEvent => {
  const detail: ChannelSilent = {
    id: `channel:${channelId}:silent:${silence.reason}:${silence.since}`,
    occurredAt: now.toISOString(),
    platform,
    channelId,
    ...silence,
    whatToDo: whatToDo[silence.reason](channelId),
  };
  const { source, detailType } = ChannelSilent;
  return { source, detailType, detail, occurredAt: now };
};

const whatToDo: Readonly<Record<Silence["reason"], (channelId: string) => string>> = {
  quiet: (channelId) =>
    `Run "npm run firstreply -- connect --check": is ${channelId} valid there, and its token? If so, write to the brand yourself and see whether it arrives; if that does not, run "connect ${channelId}", then "doctor". If it arrives, it is a quiet day: nothing to do.`,
  "no-handshake": (channelId) =>
    `X gives a webhook up after 28 hours without a right answer. Run "npm run firstreply -- connect ${channelId}", which makes X check at once; if it refuses, "doctor" says what is wrong with the secret, the log of receive-webhook the rest.`,
};
