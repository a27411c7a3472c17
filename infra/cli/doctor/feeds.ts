/** Whether the feeds of shifts can be read: by what read-feeds keeps of each in the table. */
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { KeptFeed } from "../../../shared/domain/roster/kept-feed.ts";
import { staleSince } from "../../../shared/domain/roster/kept-feed.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { loadFeeds } from "../../../shared/use-cases/load-feeds.ts";
import { feedsOfDeployment } from "../rosters/store-of.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

export const feeds: Check = {
  name: "feeds",
  look: async (patient) => {
    const kept = await loadFeeds(feedsOfDeployment(patient), Object.values(patient.config.rosters));
    const now = systemWallClock.now();
    return [...kept].map(([name, feed]) => judgeFeed(name, feed, now));
  },
};

const toMend =
  "see that its address opens a calendar (.ics) for whoever has it; fill a new one into its secret";
const toRun = "look whether the rule that runs read-feeds is enabled, then at its log and dead letters";

/** One bad try is told as well: whoever asks wants to know now, and not in a day. */
export const judgeFeed = (name: string, kept: KeptFeed, now: Date): Finding => {
  const check = `feed ${name}`;
  const { read, failing } = kept;
  const ago = (at: string): string =>
    `${spanText(Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000)))} ago`;
  if (failing !== null) {
    const before = read === null ? "was never read" : `was last read ${ago(read.at)}`;
    return wrong(
      check,
      `${before}, and cannot be read since ${ago(failing.since)}: ${failing.because}`,
      toMend,
    );
  }
  if (read === null) return unknown(check, "not read yet; it is within 15 min of a deploy", toRun);
  if (staleSince(kept, now) !== null) return wrong(check, `was last read ${ago(read.at)}`, toRun);
  const count = read.shifts.length;
  const saw = `read ${ago(read.at)}: ${count} shift${count === 1 ? "" : "s"}`;
  return read.unread === 0
    ? ok(check, saw)
    : wrong(
        check,
        `${saw}, and nobody is on call by ${read.unread} of its events; the first: ${read.firstUnread}`,
        "mend them in the calendar: a title names responders by id, name or e-mail address",
      );
};
