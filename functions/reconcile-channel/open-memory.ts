import type { ChannelMemory } from "../../shared/domain/channels/channel-memory.ts";
import type { ChannelId } from "../../shared/domain/ids.ts";
import type { ChannelMemories } from "../../shared/ports/channel-memories.ts";

/** Somebody else looks after this channel at this moment: leave it to them. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** A channel's memory while it is looked after. Every change is durable before the next step is taken. */
export type OpenMemory = {
  readonly now: () => ChannelMemory;
  /** Rejects with Overtaken when somebody else has changed it. */
  readonly change: (how: (memory: ChannelMemory) => ChannelMemory) => Promise<void>;
};

export const openMemory = async (memories: ChannelMemories, channelId: ChannelId): Promise<OpenMemory> => {
  let memory = await memories.load(channelId);
  return {
    now: () => memory,
    change: async (how) => {
      const changed = { ...how(memory), version: memory.version + 1 };
      if ((await memories.commit(changed)) === "conflict")
        throw new Overtaken(`${channelId} is being looked after elsewhere`);
      memory = changed;
    },
  };
};
