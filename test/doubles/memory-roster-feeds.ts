import { neverRead } from "../../shared/domain/roster/kept-feed.ts";
import type { FeedVersion, RosterFeeds } from "../../shared/ports/roster-feeds.ts";

const nothing: FeedVersion = { version: 0, kept: neverRead };

/** What was read of feeds, in memory, under the same conditions as in the table. */
export const memoryRosterFeeds = (): RosterFeeds => {
  const feeds = new Map<string, FeedVersion>();
  return {
    load: async (feed) => structuredClone(feeds.get(feed) ?? nothing),
    commit: async (feed, { version, kept }) => {
      if ((feeds.get(feed) ?? nothing).version !== version) return "conflict";
      feeds.set(feed, structuredClone({ version: version + 1, kept }));
      return "committed";
    },
  };
};
