import type { PageTo } from "../../shared/domain/escalation/escalation-policy.ts";
import type { EscalationReason } from "../../shared/domain/escalation/escalation.ts";
import type { Target } from "../../shared/domain/escalation/climb.ts";
import type { Ladder } from "../../shared/domain/escalation/plan-pages.ts";
import type { KeptFeeds } from "../../shared/domain/roster/fed-roster.ts";
import type { RosterChanges } from "../../shared/domain/roster/roster-changes.ts";
import type { Roster } from "../../shared/domain/roster/roster-shape.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";
import type { PageGroups } from "../../shared/ports/page-groups.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import type { RosterChangesStore } from "../../shared/ports/roster-changes-store.ts";
import type { RosterFeeds } from "../../shared/ports/roster-feeds.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";
import type { StepPlace } from "../../shared/use-cases/take-step.ts";

/** What the configuration says of who is asked. */
type OnCall = {
  /** The ladder for a conversation of this team that is in such trouble now; null where nobody is to be woken for it. */
  readonly ladderFor: (trouble: {
    readonly team: string;
    readonly reason: EscalationReason;
    readonly now: Date;
    /** The one responder a drill is for; null for everybody a ladder asks. */
    readonly drilled: string | null;
  }) => Ladder | null;
  /** The rosters a ladder asks. */
  readonly rostersOf: (ladder: Ladder["ladder"]) => readonly string[];
  readonly rosterCalled: (name: string) => Roster | null;
  /** Whom a level means at an instant, with what was changed of the rosters, and what was read of their feeds. */
  readonly whoIs: (
    to: PageTo,
    now: Date,
    changes: ReadonlyMap<string, RosterChanges>,
    feeds: KeptFeeds,
  ) => readonly Target[];
  readonly opensAt: (calendar: string, now: Date) => Date | null;
  /** The zone a responder lives in; a destination's own reads the team's. */
  readonly zoneOf: (responder: string | null, team: string) => string;
  /** The name a responder is known by. */
  readonly nameOf: (responder: string) => string;
  /** Destinations for when there is nobody anywhere. */
  readonly catchAll: (team: string) => readonly string[];
  /** The brand a channel speaks for. */
  readonly brandOf: (channelId: string) => string;
};

export type Ports = {
  readonly conversations: ConversationStore;
  readonly promises: StepPlace["promises"];
  readonly onCall: OnCall;
  readonly rosterChanges: Pick<RosterChangesStore, "load">;
  readonly rosterFeeds: Pick<RosterFeeds, "load">;
  readonly groups: PageGroups;
  readonly outageWatches: Pick<OutageWatches, "load">;
  readonly pagers: Readonly<Record<string, Pager>>;
  /** The page of ours behind a page's link; null where there is none. */
  readonly linkTo: (page: {
    readonly conversationId: string;
    readonly pageId: string;
    readonly responder: string;
    readonly now: Date;
  }) => Promise<string | null>;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};
