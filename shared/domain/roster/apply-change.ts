/**
 * What a change makes of those who are on call at an instant. Changes are applied one after the other, the weakest first,
 * each to what the ones before have left.
 */
import { isPlaceOf, placeOf, type Place } from "./place.ts";
import type { RosterChange } from "./roster-changes.ts";
import { spanOf } from "./shift-shape.ts";

const ranks = { swap: 0, override: 1, temporary: 2 } as const satisfies Record<RosterChange["kind"], number>;

/** The strongest is the last. */
export const weakestFirst = (changes: readonly RosterChange[]): RosterChange[] =>
  changes.toSorted(
    (one, other) =>
      ranks[one.kind] - ranks[other.kind] ||
      Date.parse(one.at) - Date.parse(other.at) ||
      (one.id < other.id ? -1 : 1),
  );

export const applyChange = (places: readonly Place[], change: RosterChange, at: number): readonly Place[] => {
  switch (change.kind) {
    case "temporary":
      return placesIn(change, at);
    case "override": {
      const { add, remove, by } = change;
      if (remove === undefined) return [...places, placeOf(add ?? null, `override by ${by}`)];
      return handedOver(places, remove, placeOf(add ?? null, `override by ${by}, in place of ${remove}`));
    }
    case "swap": {
      const { responder, taken_by } = change;
      return taken_by === null
        ? places
        : handedOver(places, responder, placeOf(taken_by, `swap with ${responder}`));
    }
  }
};

const handedOver = (places: readonly Place[], from: string, to: Place): Place[] =>
  places.map((place) => (isPlaceOf(place, from) ? { ...to, before: everybodyIn(place) } : place));

const everybodyIn = ({ responder, before }: Place): readonly string[] =>
  responder === null ? before : [...before, responder];

const placesIn = ({ shifts, by }: Extract<RosterChange, { kind: "temporary" }>, at: number): Place[] =>
  shifts
    .filter((shift) => spanOf(shift).start <= at && at < spanOf(shift).end)
    .map(({ responder }) => placeOf(responder, `temporary schedule by ${by}`));
