/**
 * Whoever is on call has a place, which they got from a layer or from a change. A place remembers who had it before, so
 * that a change about ben finds the place he would have, though somebody has taken it over, or nobody has it by now.
 */
export type Place = {
  /** Null where somebody was removed, and nobody put in their place. */
  readonly responder: string | null;
  /** Why it is theirs, in words. */
  readonly because: string;
  readonly before: readonly string[];
};

export const placeOf = (responder: string | null, because: string): Place => ({
  responder,
  because,
  before: [],
});

export const isPlaceOf = ({ responder, before }: Place, wanted: string): boolean =>
  responder === wanted || before.includes(wanted);

export const hasNobody = (places: readonly Place[]): boolean =>
  places.every(({ responder }) => responder === null);

/** Who is on call, and why in words. Of somebody who has two places, the first says why. */
export const reasonsOf = (places: readonly Place[]): ReadonlyMap<string, string> => {
  const reasons = new Map<string, string>();
  for (const { responder, because } of places)
    if (responder !== null && !reasons.has(responder)) reasons.set(responder, because);
  return reasons;
};
