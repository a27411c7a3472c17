import { describe, expect, test } from "vitest";
import { nothingRemembered } from "../../shared/domain/channels/channel-memory.ts";
import { ChannelId } from "../../shared/domain/ids.ts";
import type { ChannelMemories } from "../../shared/ports/channel-memories.ts";
import { aChannelMemory } from "../builders/a-channel-memory.ts";

/** What every ChannelMemories must do. `fresh` gives one that remembers nothing. */
export const channelMemoriesContract = (name: string, fresh: () => Promise<ChannelMemories>): void => {
  const channelId = ChannelId.parse("x");

  describe(`what is remembered of channels (${name})`, () => {
    test("is nothing at first", async () => {
      const memories = await fresh();
      expect(await memories.load(channelId)).toEqual(nothingRemembered(channelId));
    });

    test("comes back as it was committed, each channel its own", async () => {
      const memories = await fresh();
      const memory = aChannelMemory({
        version: 1,
        outage: {
          from: "2026-11-21T01:00:00.000Z",
          to: null,
          replayedTo: "2026-11-21T01:00:00.000Z",
          isSearched: false,
        },
        spent: { day: "2026-11-21", dayDollars: 0.125, month: "2026-11", monthDollars: 2.5 },
        silences: [{ reason: "quiet", since: "2026-11-20T14:00:00.000Z", usualSeconds: 1800 }],
      });
      expect(await memories.commit(memory)).toBe("committed");
      expect(await memories.load(channelId)).toEqual(memory);
      const other = ChannelId.parse("facebook");
      expect(await memories.load(other)).toEqual(nothingRemembered(other));
    });

    test("takes the version behind the one it has, and no other", async () => {
      const memories = await fresh();
      expect(await memories.commit(aChannelMemory({ version: 2 }))).toBe("conflict");
      expect(await memories.commit(aChannelMemory({ version: 1 }))).toBe("committed");
      expect(await memories.commit(aChannelMemory({ version: 1 }))).toBe("conflict");
      expect(await memories.commit(aChannelMemory({ version: 3 }))).toBe("conflict");
      expect(await memories.commit(aChannelMemory({ version: 2 }))).toBe("committed");
    });

    test("lets exactly one of many concurrent commits through", async () => {
      const memories = await fresh();
      const commits = Array.from({ length: 10 }, () => memories.commit(aChannelMemory({ version: 1 })));
      const results = await Promise.all(commits);
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
    });
  });
};
