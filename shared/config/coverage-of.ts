/** When urgent service of a configuration would wake nobody: over the rosters as they are written, and what was changed. */
import { openSpans } from "../domain/calendar/open-spans.ts";
import { between, union, without, type Span } from "../domain/calendar/spans.ts";
import { ladderGaps } from "../domain/escalation/ladder-gaps.ts";
import { hoursOfTeam } from "../domain/promises/hours-of-team.ts";
import { timelineOf } from "../domain/roster.ts";
import { knownUntil } from "../domain/roster/fed-roster.ts";
import type { RosterChanges } from "../domain/roster/roster-changes.ts";
import { ladderCalled, type Written } from "./on-call-of.ts";
import { policyBookOf } from "./policies-of.ts";

export type TeamGap = { readonly team: string; readonly from: Date; readonly to: Date };

/**
 * For each team that takes service, the times in the window in which nobody could be asked. Nothing is said of times of
 * which a roster is not known.
 */
export const coverageOf = (
  config: Written,
  { from, to }: { readonly from: Date; readonly to: Date },
  changes: ReadonlyMap<string, RosterChanges> = new Map(),
): TeamGap[] => {
  const book = policyBookOf(config);
  const window = { start: from.getTime(), end: to.getTime() };
  /** Whoever has left is nobody, whatever an old shift says. */
  const isKnown = (responder: string): boolean => Object.hasOwn(config.responders, responder);
  const gapsOf = (roster: string): Span[] => {
    const written = config.rosters[roster];
    if (written === undefined) return [window];
    const watches = timelineOf(written, from, to, changes.get(roster));
    const gaps = union(watches.filter((watch) => !watch.responders.some(isKnown)).map(spanOfWatch));
    return between(gaps, window.start, knownUntil(written));
  };
  const openOf = (name: string): Span[] => {
    const calendar = config.calendars[name];
    return calendar === undefined ? [] : union([...openSpans(calendar, window.start, window.end)]);
  };
  const gapsOfLadder = (team: string, name: string): Span[] => {
    const ladder = ladderCalled(config, team, name)?.ladder;
    return ladder === undefined ? [window] : ladderGaps(ladder, { window, gapsOf, openOf });
  };
  return Object.entries(config.teams)
    .filter(([, { takes }]) => takes.includes("service"))
    .flatMap(([team, { escalation = "", outOfHours = escalation }]) => {
      const open = union([...openSpans(hoursOfTeam(book, team), window.start, window.end)]);
      const closed = without([window], open);
      const gaps = [
        ...commonOf(gapsOfLadder(team, escalation), open),
        ...commonOf(gapsOfLadder(team, outOfHours), closed),
      ];
      return union(gaps).map(({ start, end }) => ({ team, from: new Date(start), to: new Date(end) }));
    });
};

const spanOfWatch = ({ from, to }: { readonly from: Date; readonly to: Date }): Span => ({
  start: from.getTime(),
  end: to.getTime(),
});

const commonOf = (some: readonly Span[], others: readonly Span[]): Span[] =>
  others.flatMap(({ start, end }) => between(some, start, end));
