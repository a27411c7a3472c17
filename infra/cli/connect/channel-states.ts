import { channelState, nothingKnown, type ChannelState } from "./channel-state.ts";
import type { Place } from "./open-channel.ts";

/** How these channels stand. What fails for one is said of it and hides no other; what fails for all is thrown. */
export const channelStates = async (place: Place, ids: readonly string[]): Promise<ChannelState[]> => {
  const settled = await Promise.allSettled(ids.map((id) => channelState(place, id)));
  const isOfAll = settled.every(({ status }) => status === "rejected");
  return settled.map((one, index) => {
    if (one.status === "fulfilled") return one.value;
    const state = isOfAll ? undefined : notLookedAt(place, ids[index] ?? "", one.reason);
    if (state === undefined) throw one.reason;
    return state;
  });
};

/** Undefined for a channel the configuration does not have. */
const notLookedAt = ({ config }: Place, id: string, error: unknown): ChannelState | undefined => {
  const channel = config.channels[id];
  if (channel === undefined) return undefined;
  const why = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  return {
    ...nothingKnown({ id, platform: channel.platform }),
    verdict: "wrong",
    saw: `could not be looked at (${why})`,
    next: "give yourself the permission it names, or mend what it says",
    lastEventAt: null,
    lastHandshakeAt: null,
  };
};
