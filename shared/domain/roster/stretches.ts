/**
 * A window cut wherever something begins or ends, and who is on call in each piece. It is swept once from start to end:
 * what covers the piece at hand is all that is looked at.
 */
import type { Span } from "../calendar/spans.ts";
import { applyChange, weakestFirst } from "./apply-change.ts";
import { joined } from "./joined.ts";
import { layerShifts, type LayerShift } from "./layer-shifts.ts";
import { placeOf, type Place } from "./place.ts";
import type { RosterChange, RosterChanges } from "./roster-changes.ts";
import type { Roster } from "./roster-shape.ts";
import { spanOf } from "./shift-shape.ts";

/** Some time in which nothing changes. */
export type Stretch = Span & { readonly places: readonly Place[] };

type Claim = LayerShift & { readonly layer: number; readonly because: string };

/** They tile the window; neighbours may have the same people. */
export function* stretches(roster: Roster, window: Span, changes: RosterChanges = []): Generator<Stretch> {
  const claims = claimsIn(roster, window);
  const acts = weakestFirst(changes).map((change) => ({ change, ...spanOf(change) }));
  const cuts = cutsIn(window, [...claims, ...acts, ...acts.flatMap(({ change }) => shiftsOf(change))]);
  let current: Claim[] = [];
  let next = 0;
  for (const { start, end } of cuts) {
    current = current.filter((claim) => claim.end > start);
    for (let claim = claims[next]; claim !== undefined && claim.start <= start; claim = claims[next]) {
      current.push(claim);
      next += 1;
    }
    const places = acts
      .filter((act) => act.start <= start && start < act.end)
      .reduce((given, { change }) => applyChange(given, change, start), winning(current));
    yield { start, end, places };
  }
}

/** When this holds of who is on call. In order and apart from each other. */
export const spansWhere = (
  holds: (places: readonly Place[]) => boolean,
  ...given: Parameters<typeof stretches>
): Span[] => {
  const holding = [...stretches(...given)].filter(({ places }) => holds(places));
  return [...joined(holding, () => true)].map(({ start, end }) => ({ start, end }));
};

const claimsIn = (roster: Roster, window: Span): Claim[] =>
  roster.layers
    .flatMap((layer, index) =>
      [...layerShifts(layer, layer.time_zone ?? roster.time_zone, window)].map((shift) => ({
        ...shift,
        layer: index,
        because: `layer ${layer.name}`,
      })),
    )
    .toSorted((one, other) => one.start - other.start);

/** The pieces of a window between all that starts or ends in it. */
const cutsIn = (window: Span, spans: readonly Span[]): Span[] => {
  const inside = spans
    .flatMap(({ start, end }) => [start, end])
    .filter((at) => window.start < at && at < window.end);
  const starts = [...new Set([window.start, ...inside])].toSorted((one, other) => one - other);
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? window.end }));
};

const shiftsOf = (change: RosterChange): Span[] =>
  change.kind === "temporary" ? change.shifts.map(spanOf) : [];

/** The highest priority's, in the order of the layers. */
const winning = (claims: readonly Claim[]): readonly Place[] => {
  const highest = Math.max(...claims.map(({ priority }) => priority));
  return claims
    .filter(({ priority }) => priority === highest)
    .toSorted((one, other) => one.layer - other.layer)
    .flatMap(({ responders, because }) => responders.map((responder) => placeOf(responder, because)));
};
