/**
 * Reads every feed of shifts, one after the other: a calendar may be large, and whoever publishes it slow. What cannot be
 * fetched or read leaves what was read before as it is, and is counted; `mind-rosters` tells people where that goes on
 * for a day. What is neither fails the run, once the other feeds are done.
 */
import { afterReading, type FeedReading } from "../../shared/domain/roster/kept-feed.ts";
import { fetchFeed } from "./fetch-feed.ts";
import type { Feed, Ports } from "./ports.ts";

export const readFeeds = (ports: Ports) => async (): Promise<void> => {
  const failures: unknown[] = [];
  for (const feed of ports.feeds)
    try {
      await readOne(ports, feed);
    } catch (error) {
      ports.telemetry.warn("feed.failed", error, { feed: feed.name });
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
};

const readOne = async (ports: Ports, feed: Feed): Promise<void> => {
  const { rosterFeeds, telemetry, wallClock } = ports;
  const { version, kept } = await rosterFeeds.load(feed.name);
  const now = wallClock.now();
  const reading = await fetchFeed(ports, { feed, kept, now });
  // Whoever was first has read the same, a moment ago.
  await rosterFeeds.commit(feed.name, { version, kept: afterReading(kept, reading, now) }, now);
  tell(telemetry, feed.name, reading);
};

const tell = (telemetry: Ports["telemetry"], feed: string, reading: FeedReading): void => {
  switch (reading.kind) {
    case "failed":
      telemetry.count("FeedUnread");
      return telemetry.warn("feed.unread", new Error(reading.because), { feed });
    case "unchanged":
      telemetry.count("FeedRead");
      return telemetry.note("feed.unchanged", { feed });
    case "read":
      telemetry.count("FeedRead");
      telemetry.count("FeedEventsUnread", reading.unread);
      return telemetry.note("feed.read", { feed, shifts: reading.shifts.length, unread: reading.unread });
  }
};
