/** Who a configuration says is asked: the ladder of a team, whom each level of it means, and how they are reached. */
import { isOpen, nextOpening } from "../domain/calendar.ts";
import type { Target } from "../domain/escalation/climb.ts";
import { EscalationPolicy, type PageTo } from "../domain/escalation/escalation-policy.ts";
import type { EscalationReason } from "../domain/escalation/escalation.ts";
import type { Ladder } from "../domain/escalation/plan-pages.ts";
import { hoursOfTeam } from "../domain/promises/hours-of-team.ts";
import { contentRef } from "../domain/promises/sla-policy.ts";
import { shiftsBetween } from "../domain/roster.ts";
import { fedRoster, type KeptFeeds } from "../domain/roster/fed-roster.ts";
import type { RosterChanges } from "../domain/roster/roster-changes.ts";
import type { Roster } from "../domain/roster/roster-shape.ts";
import type { PipelineConfig } from "./pipeline-config.ts";
import { policyBookOf } from "./policies-of.ts";

export type Written = Pick<
  PipelineConfig,
  "teams" | "calendars" | "policies" | "responders" | "rosters" | "escalations" | "catchAll" | "channels"
>;
type Team = PipelineConfig["teams"][string];
type Trouble = {
  readonly team: string;
  readonly reason: EscalationReason;
  readonly now: Date;
  readonly drilled: string | null;
};

export const onCallOf = (config: Written) => {
  const book = policyBookOf(config);
  return {
    ladderFor: ({ team: id, reason, now, drilled }: Trouble): Ladder | null => {
      if (drilled !== null) return ladderTo(drilled);
      const team = config.teams[id];
      if (team === undefined) return null;
      const atWork = isOpen(hoursOfTeam(book, id), now);
      const name = ladderName(team, reason, atWork);
      return name === null ? null : ladderCalled(config, id, name);
    },
    rostersOf: ({ levels, management }: EscalationPolicy): readonly string[] => {
      const asked = [...levels.flatMap(({ to }) => to), ...management];
      return [...new Set(asked.flatMap((to) => ("roster" in to ? to.roster : [])))];
    },
    rosterCalled: (name: string): Roster | null => config.rosters[name] ?? null,
    whoIs: (
      to: PageTo,
      now: Date,
      changes: ReadonlyMap<string, RosterChanges>,
      feeds: KeptFeeds = new Map(),
    ): readonly Target[] => targetsOf(config, to, { now, changes, feeds }),
    opensAt: (calendar: string, now: Date): Date | null => {
      const hours = config.calendars[calendar];
      return hours === undefined ? now : nextOpening(hours, now);
    },
    zoneOf: (responder: string | null, team: string): string =>
      config.responders[responder ?? ""]?.zone ?? hoursOfTeam(book, team).time_zone,
    nameOf: (responder: string): string => config.responders[responder]?.name ?? responder,
    catchAll: (team: string): readonly string[] =>
      config.catchAll.length > 0 ? config.catchAll : (config.teams[team]?.pages ?? []),
    brandOf: (channelId: string): string => config.channels[channelId]?.brand ?? channelId,
  };
};

/** The team's own pages, where it names no ladder. */
const ownPages = "";

/** In their hours a team is told by its queue first; what is urgent outside of them wakes somebody at once. */
const ladderName = (team: Team, reason: EscalationReason, atWork: boolean): string | null => {
  const { escalation = ownPages, outOfHours, pagesOnWarning } = team;
  const usual = atWork ? escalation : (outOfHours ?? escalation);
  switch (reason) {
    case "urgent":
      return atWork ? null : (outOfHours ?? null);
    case "deadline-warned":
      return pagesOnWarning ? usual : null;
    case "deadline-breached":
    case "arrived-late":
    case "drill":
      return usual;
  }
};

/** A ladder by its name, or the team's own pages by none. */
export const ladderCalled = ({ escalations, teams }: Written, team: string, name: string): Ladder | null => {
  const written = name === ownPages ? pagesAsLadder(teams[team]?.pages ?? []) : escalations[name];
  if (written === undefined) return null;
  return { policy: contentRef(name === ownPages ? `pages of ${team}` : name, written), ladder: written };
};

/** For a drill: one person, asked once. */
const ladderTo = (responder: string): Ladder => {
  const ladder = EscalationPolicy.parse({
    levels: [{ to: [{ responder }], waitSeconds: ownPagesWaitSeconds }],
    repeat: 0,
  });
  return { policy: contentRef(`drill of ${responder}`, ladder), ladder };
};

const ownPagesWaitSeconds = 900;

/** Every destination at once, and nobody behind them. */
const pagesAsLadder = (pages: readonly string[]): EscalationPolicy | undefined =>
  pages.length === 0
    ? undefined
    : EscalationPolicy.parse({
        levels: [{ to: pages.map((destination) => ({ destination })), waitSeconds: ownPagesWaitSeconds }],
      });

type Asked = {
  readonly now: Date;
  readonly changes: ReadonlyMap<string, RosterChanges>;
  readonly feeds: KeptFeeds;
};

const targetsOf = (config: Written, to: PageTo, { now, changes, feeds }: Asked): readonly Target[] => {
  if ("destination" in to)
    return [{ responder: null, destinations: [to.destination], because: "it is where this team is paged" }];
  if ("responder" in to) return reach(config, to.responder, "the ladder names them");
  const roster = config.rosters[to.roster];
  if (roster === undefined) return [];
  const end = new Date(now.getTime() + 1);
  return shiftsBetween(fedRoster(roster, feeds), now, end, changes.get(to.roster)).flatMap(
    ({ responder, because }) => reach(config, responder, `they are on call for ${to.roster} (${because})`),
  );
};

/** Whoever has left is nobody, whatever an old shift says. */
const reach = ({ responders }: Written, responder: string, because: string): Target[] => {
  const person = responders[responder];
  return person === undefined ? [] : [{ responder, destinations: person.reachedBy, because }];
};
