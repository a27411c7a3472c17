/** Stretches of time as sets: every function here gives them in order and apart from each other. */

/** From an instant until just before another, in epoch milliseconds. */
export type Span = { readonly start: number; readonly end: number };

const lasts = ({ start, end }: Span): boolean => start < end;

/** All of them, in any order and overlapping as they may; those that end before they start are nothing. */
export const union = (spans: readonly Span[]): Span[] => {
  const merged: Span[] = [];
  for (const span of spans.filter(lasts).toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.end < span.start) merged.push(span);
    else if (last.end < span.end) merged.splice(-1, 1, { start: last.start, end: span.end });
  }
  return merged;
};

/** What lies from one instant until another. */
export const between = (spans: readonly Span[], start: number, end: number): Span[] =>
  spans.map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) })).filter(lasts);

/** What the holes leave over. */
export const without = (spans: readonly Span[], holes: readonly Span[]): Span[] => {
  let left = [...spans];
  for (const hole of holes)
    left = left.flatMap((span) => [
      ...between([span], -Infinity, hole.start),
      ...between([span], hole.end, Infinity),
    ]);
  return left;
};
