import { nothingRemembered, type ChannelMemory } from "../../shared/domain/channels/channel-memory.ts";
import type { ChannelMemories } from "../../shared/ports/channel-memories.ts";
import type { RefreshLeases } from "../../shared/ports/refresh-leases.ts";

/** What is remembered of channels, in memory, under the same conditions as in the table. */
export const memoryChannelMemories = (): ChannelMemories & {
  readonly put: (memory: ChannelMemory) => void;
} => {
  const memories = new Map<string, ChannelMemory>();
  return {
    put: (memory) => void memories.set(memory.channelId, memory),
    load: async (channelId) => structuredClone(memories.get(channelId) ?? nothingRemembered(channelId)),
    commit: async (memory) => {
      if ((memories.get(memory.channelId)?.version ?? 0) !== memory.version - 1) return "conflict";
      memories.set(memory.channelId, structuredClone(memory));
      return "committed";
    },
  };
};

type KeptLease = {
  readonly holder: string;
  readonly until: Date | null;
  readonly spends?: string;
  readonly spent?: string;
};

export const memoryRefreshLeases = (): RefreshLeases => {
  const leases = new Map<string, KeptLease>();
  return {
    take: async ({ channelId, holder, spends, now, until }) => {
      const known = leases.get(channelId);
      if (known !== undefined && ((known.until !== null && known.until > now) || known.spent === spends))
        return { kind: "held" };
      leases.set(channelId, { holder, spends, until });
      return { kind: "taken", isAbandoned: known?.spends === spends };
    },
    giveBack: async ({ channelId, holder, spends, wasSpent }) => {
      if (leases.get(channelId)?.holder !== holder) return;
      leases.set(channelId, { holder, until: null, ...(wasSpent && { spent: spends }) });
    },
  };
};
