import type { KeptFeed } from "../domain/roster/kept-feed.ts";

/** What was read of feeds of shifts, by their names. Reads see every commit that came before them. */
export type RosterFeeds = {
  readonly load: (feed: string) => Promise<FeedVersion>;
  /** In the place of the version that was loaded, under which it is given; `conflict` means that somebody else was first. */
  readonly commit: (feed: string, replacing: FeedVersion, now: Date) => Promise<"committed" | "conflict">;
};

export type FeedVersion = {
  /** Grows by one with every commit; 0 for a feed that nobody has tried to read. */
  readonly version: number;
  readonly kept: KeptFeed;
};
