/** Rosters that are looked after, in memory: who is on call, what waits, and pagers that note what they took. */
import { mindRosters } from "../../../functions/mind-rosters/mind-rosters.ts";
import type { PageMessage } from "../../../shared/contracts/page.ts";
import type { PipelineConfigInput } from "../../../shared/config/pipeline-config.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import { makeChange } from "../../../shared/domain/roster/change-step.ts";
import type { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";
import { aJudgement } from "../../builders/a-judgement.ts";
import { aLadder } from "../../builders/a-ladder.ts";
import { aMention } from "../../builders/a-mention.ts";
import { anOnCallConfig } from "../../builders/an-on-call-config.ts";
import { memoryNoticeBook } from "../../doubles/memory-notice-book.ts";
import { memoryOutageWatches } from "../../doubles/memory-outage-watches.ts";
import { memoryRosterFeeds } from "../../doubles/memory-roster-feeds.ts";
import { memoryRosterChanges } from "../../doubles/memory-roster-changes.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

type Sent = { readonly to: string; readonly page: PageMessage };

/** Ada and Ben hand over to each other at eight in the evening, Berlin time: Ben begins on 6 January. */
export const aRosterWatch = (changes: Partial<PipelineConfigInput> = {}) => {
  const config = anOnCallConfig(changes);
  const table = memoryTable();
  const rosterChanges = memoryRosterChanges();
  const rosterFeeds = memoryRosterFeeds();
  const outageWatches = memoryOutageWatches();
  const telemetry = recordedTelemetry();
  const wallClock = settableClock("2026-01-06T12:00:00Z");
  const sent: Sent[] = [];
  const failing = new Set<string>();
  const pagers = Object.fromEntries(
    Object.keys(config.destinations).map((destination) => [
      destination,
      {
        destination,
        send: async (page: PageMessage) => {
          if (failing.has(destination)) throw new Error("no route");
          sent.push({ to: destination, page });
        },
      },
    ]),
  );
  const run = mindRosters({
    config,
    rosterChanges,
    rosterFeeds,
    inbox: table.inbox,
    conversations: table,
    outageWatches,
    notices: memoryNoticeBook(),
    pagers,
    wallClock,
    telemetry,
  });
  return {
    run,
    sent,
    failing,
    telemetry,
    outageWatches,
    rosterFeeds,
    /** Sets the clock and looks, as the schedule does. */
    runAt: async (time: string): Promise<void> => {
      wallClock.set(time);
      await run();
    },
    changeRoster: async (change: RosterChange): Promise<void> => {
      const { version, changes: before } = await rosterChanges.load("duty");
      await rosterChanges.commit("duty", makeChange(before, change), version);
    },
    /** A customer who waits for service from so many minutes past six in the evening (UTC), due after fifteen. */
    customerWaits: async (thread: string, minute: number, taken?: Taken): Promise<Conversation> => {
      const at = new Date(Date.parse("2026-01-06T18:00:00Z") + minute * 60_000).toISOString();
      const permalink = `https://x.com/amara/status/${thread}`;
      const mention = aMention({
        id: `x:${thread}`,
        threadId: thread,
        createdAt: at,
        receivedAt: at,
        permalink,
      });
      const step = hearMention({
        hours: {},
        conversation: null,
        mention,
        judge: () => aJudgement(),
        stored: null,
      });
      if (step.kind !== "commit") throw new Error("nobody heard it");
      const conversation = { ...step.conversation, ...(taken && { escalation: takenBy(taken) }) };
      await table.commit({ ...step, conversation });
      return conversation;
    },
  };
};

type Taken = { readonly by: string; readonly until: string };

const takenBy = ({ by, until }: Taken): Conversation["escalation"] => ({
  reason: "deadline-breached",
  policy: "service@1",
  ladder: aLadder(),
  state: "taken",
  round: 1,
  level: 0,
  nextAt: until,
  holder: by,
});
