import { feedsOf, type KeptFeeds } from "../domain/roster/fed-roster.ts";
import type { Roster } from "../domain/roster/roster-shape.ts";
import type { RosterFeeds } from "../ports/roster-feeds.ts";

/** What is kept of every feed that a layer of these rosters names. */
export const loadFeeds = async (
  { load }: Pick<RosterFeeds, "load">,
  rosters: readonly Roster[],
): Promise<KeptFeeds> =>
  new Map(await Promise.all(feedsOf(rosters).map(async (feed) => [feed, (await load(feed)).kept] as const)));
