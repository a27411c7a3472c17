/** What is wrong with a change somebody is about to make: told before it is kept, while it is easy to do better. */
import type { Span } from "../calendar/spans.ts";
import { common } from "./common.ts";
import { hasNobody, isPlaceOf, reasonsOf, type Place } from "./place.ts";
import type { RosterChange, RosterChanges } from "./roster-changes.ts";
import type { Roster } from "./roster-shape.ts";
import { spanOf } from "./shift-shape.ts";
import { spansWhere } from "./stretches.ts";

/**
 * In sentences, none when nothing is wrong. A change that is among the others already is compared with the rest of them.
 * That nobody was on call before is not held against it.
 */
export const conflictsOf = (change: RosterChange, roster: Roster, changes: RosterChanges): string[] => {
  const window = spanOf(change);
  const others = changes.filter(({ id }) => id !== change.id);
  const when = (holds: (places: readonly Place[]) => boolean, among = others) =>
    spansWhere(holds, roster, window, among);
  const { remove, add } = exchangeOf(change);
  const acts =
    remove === undefined ? [window] : when((places) => places.some((place) => isPlaceOf(place, remove)));
  const added = add === undefined ? [] : when((places) => reasonsOf(places).has(add));
  const covered = when((places) => !hasNobody(places));
  const doubled = [...common(acts, added)];
  const gaps = [...common(when(hasNobody, [...others, change]), covered)];
  return [
    window.end <= Date.parse(change.at) &&
      `it was over before it was made: it ends at ${instant(window.end)}`,
    acts.length === 0 && `${remove} is not on call ${told([window])}: there is nothing to take over`,
    doubled.length > 0 && `${add} is on call already ${told(doubled)}`,
    ...others.filter((other) => meets(change, other)).map(overlapping),
    gaps.length > 0 && `it leaves nobody on call ${told(gaps)}`,
  ].filter((sentence) => sentence !== false);
};

/** The same for taking a change back. */
export const conflictsOfRemoval = (
  change: RosterChange,
  roster: Roster,
  changes: RosterChanges,
): string[] => {
  const window = spanOf(change);
  const others = changes.filter(({ id }) => id !== change.id);
  const covered = spansWhere((places) => !hasNobody(places), roster, window, changes);
  const gaps = [...common(spansWhere(hasNobody, roster, window, others), covered)];
  return gaps.length > 0 ? [`it leaves nobody on call ${told(gaps)}`] : [];
};

type Exchange = { readonly remove?: string | undefined; readonly add?: string | undefined };

const exchangeOf = (change: RosterChange): Exchange => {
  switch (change.kind) {
    case "temporary":
      return {};
    case "override":
      return change;
    case "swap":
      return { remove: change.responder, add: change.taken_by ?? undefined };
  }
};

/** At the same time, about the same people; a temporary schedule is about everybody. */
const meets = (one: RosterChange, other: RosterChange): boolean => {
  if ([...common([spanOf(one)], [spanOf(other)])].length === 0) return false;
  if (one.kind === "temporary" || other.kind === "temporary") return true;
  const concerned = peopleOf(one);
  return peopleOf(other).some((responder) => concerned.includes(responder));
};

const peopleOf = (change: RosterChange): string[] => {
  const { remove, add } = exchangeOf(change);
  return [remove, add].filter((responder) => responder !== undefined);
};

const overlapping = (change: RosterChange): string =>
  `it overlaps the ${names[change.kind]} by ${change.by} ${told([spanOf(change)])}`;

const names = {
  temporary: "temporary schedule",
  override: "override",
  swap: "swap",
} as const satisfies Record<RosterChange["kind"], string>;

const told = (spans: readonly Span[]): string =>
  spans.map(({ start, end }) => `from ${instant(start)} to ${instant(end)}`).join(", and ");

const instant = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");
