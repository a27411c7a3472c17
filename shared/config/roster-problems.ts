/** What is wrong with who is on call, before anybody is missed: nobody there, people who left, rosters that end, feeds that say nothing. */
import type { KeptFeeds } from "../domain/roster/fed-roster.ts";
import { staleSince } from "../domain/roster/kept-feed.ts";
import { respondersOf } from "../domain/roster/responders-of.ts";
import type { RosterChange, RosterChanges } from "../domain/roster/roster-changes.ts";
import { rosterEnds } from "../domain/roster/roster-ends.ts";
import { spanOf } from "../domain/roster/shift-shape.ts";
import { coverageOf } from "./coverage-of.ts";
import type { Written } from "./on-call-of.ts";

export type RosterProblem =
  /** Urgent service of a team would wake nobody; `isMeant` where its configuration says that this is so on purpose. */
  | {
      readonly kind: "gap";
      readonly team: string;
      readonly from: Date;
      readonly to: Date;
      readonly isMeant: boolean;
    }
  /** Somebody is to be on call who is no responder any more. `where`: "a layer", "override by ada". */
  | { readonly kind: "left"; readonly roster: string; readonly responder: string; readonly where: string }
  /** From then on no layer of a roster has anybody. */
  | { readonly kind: "ends"; readonly roster: string; readonly at: Date }
  /** Nobody could read a feed since then, a day ago or longer: who is on call by it may be somebody else by now. */
  | { readonly kind: "stale"; readonly feed: string; readonly since: Date }
  /** Nobody is on call by so many events of a feed, because they cannot be read; what is wrong with the first. */
  | { readonly kind: "unread"; readonly feed: string; readonly events: number; readonly first: string };

type Changes = ReadonlyMap<string, RosterChanges>;
type Window = { readonly from: Date; readonly to: Date };

/** The gaps of a window; whoever left and is still to be on call, from its beginning on or from `now`; and every roster that ends. */
export const rosterProblems = (
  config: Written,
  { from, to, now = from }: Window & { readonly now?: Date },
  changes: Changes = new Map(),
): RosterProblem[] => [
  ...coverageOf(config, { from, to }, changes).map((gap) => ({
    kind: "gap" as const,
    ...gap,
    isMeant: config.teams[gap.team]?.mayHaveNobodyOnCall === true,
  })),
  ...whoLeft(config, now, changes),
  ...rostersThatEnd(config),
];

/** Feeds that nobody could read for a day, and events of feeds that nobody can read. */
export const feedProblems = (feeds: KeptFeeds, now: Date): RosterProblem[] =>
  [...feeds].flatMap(([feed, kept]): RosterProblem[] => {
    const since = staleSince(kept, now);
    const { unread: events = 0, firstUnread: first } = kept.read ?? {};
    return [
      ...(since === null ? [] : [{ kind: "stale" as const, feed, since }]),
      ...(events === 0 ? [] : [{ kind: "unread" as const, feed, events, first: first ?? "" }]),
    ];
  });

const rostersThatEnd = ({ rosters }: Written): RosterProblem[] =>
  Object.entries(rosters).flatMap(([roster, written]) => {
    const at = rosterEnds(written);
    return at === null ? [] : [{ kind: "ends" as const, roster, at }];
  });

/** Each once, with the first place that names them. */
const whoLeft = ({ rosters, responders }: Written, now: Date, changes: Changes): RosterProblem[] =>
  Object.entries(rosters).flatMap(([roster, written]) => {
    const later = (changes.get(roster) ?? []).filter((change) => spanOf(change).end > now.getTime());
    const named = [
      ...respondersOf(written).map((responder) => ({ responder, where: "a layer" })),
      ...later.flatMap((change) =>
        putOnCall(change).map((responder) => ({ responder, where: `${change.kind} by ${change.by}` })),
      ),
    ];
    const gone = named.filter(({ responder }) => !Object.hasOwn(responders, responder));
    return [...Map.groupBy(gone, ({ responder }) => responder).values()].flatMap(([first]) =>
      first === undefined ? [] : [{ kind: "left" as const, roster, ...first }],
    );
  });

const putOnCall = (change: RosterChange): string[] => {
  switch (change.kind) {
    case "temporary":
      return change.shifts.map(({ responder }) => responder);
    case "override":
      return change.add === undefined ? [] : [change.add];
    case "swap":
      return change.taken_by === null ? [] : [change.taken_by];
  }
};
