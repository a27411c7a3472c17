import type { Written } from "../../shared/config/on-call-of.ts";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { NoticeBook } from "../../shared/ports/notice-book.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import type { RosterChangesStore } from "../../shared/ports/roster-changes-store.ts";
import type { RosterFeeds } from "../../shared/ports/roster-feeds.ts";
import type { TeamInbox } from "../../shared/ports/team-inbox.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";

export type Ports = {
  /** Who is on call as it is written, and what people are told of it. */
  readonly config: Written & Pick<PipelineConfig, "notices">;
  readonly rosterChanges: Pick<RosterChangesStore, "load">;
  readonly rosterFeeds: Pick<RosterFeeds, "load">;
  readonly inbox: TeamInbox;
  readonly conversations: Pick<ConversationStore, "load" | "loadMessage">;
  readonly outageWatches: Pick<OutageWatches, "load">;
  readonly notices: NoticeBook;
  readonly pagers: Readonly<Record<string, Pager>>;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};
