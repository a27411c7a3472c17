import type { ChannelMemory } from "../domain/channels/channel-memory.ts";
import type { ChannelId } from "../domain/ids.ts";

/** What is remembered of each channel. Reads see every commit that came before them. */
export type ChannelMemories = {
  /** Version 0 for a channel nobody has looked at. */
  readonly load: (channelId: ChannelId) => Promise<ChannelMemory>;
  /** Takes the version behind the one that is kept; `conflict` means that somebody else was first. */
  readonly commit: (memory: ChannelMemory) => Promise<"committed" | "conflict">;
};
