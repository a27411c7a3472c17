import { shiftsBetween, type OnCallShift } from "../roster.ts";
import { joined } from "./joined.ts";
import type { RosterChanges } from "./roster-changes.ts";
import type { Roster } from "./roster-shape.ts";

type Window = { readonly from: Date; readonly to: Date };

/**
 * Each responder's whole time on call: what they have by one reason after the other is one time, told with the first.
 * Cut off at the ends of the window; in order of when they begin.
 */
export const timesOnCall = (
  roster: Roster,
  { from, to }: Window,
  changes: RosterChanges = [],
): readonly OnCallShift[] => {
  const pieces = shiftsBetween(roster, from, to, changes).map((shift) => ({
    start: shift.from.getTime(),
    end: shift.to.getTime(),
    shift,
  }));
  return [...Map.groupBy(pieces, ({ shift }) => shift.responder).values()]
    .flatMap((own) => [...joined(own, () => true)])
    .toSorted((one, other) => one.start - other.start)
    .map(({ end, shift }) => ({ ...shift, to: new Date(end) }));
};

/** What lasts longer is told as without an end. */
const lookAheadMs = 35 * 86_400_000;

export type OnCallNow = {
  readonly responder: string;
  readonly because: string;
  /** Null where that is more than a month away, or never. */
  readonly until: Date | null;
};

/** Who is on call at an instant, and from when on somebody is where nobody is: null where that is far, too. */
export const onCallAt = (
  roster: Roster,
  at: Date,
  changes: RosterChanges = [],
): { readonly onCall: readonly OnCallNow[]; readonly nextAt: Date | null } => {
  const end = new Date(at.getTime() + lookAheadMs);
  const times = timesOnCall(roster, { from: at, to: end }, changes);
  const onCall = times
    .filter(({ from }) => from.getTime() === at.getTime())
    .map(({ responder, because, to }) => ({ responder, because, until: to < end ? to : null }));
  return { onCall, nextAt: onCall.length > 0 ? null : (times[0]?.from ?? null) };
};
