/** How often is a term heard on an ordinary day? Reports of a suspected outage are not ordinary, and are not counted. */
import type { UsualTerms } from "./outage-watch.ts";

const hourMs = 3600_000;
const halfLifeHours = 24;
/** Cut back to so many, but only once there are a good deal more: putting them in order takes its time. */
const keptTerms = 96;
const mostTerms = 144;
/** Until this much was watched, a rate is as if it had been. */
const watchedAtLeastMs = hourMs / 4;

type Said = { readonly at: string; readonly terms: readonly string[] };

/** The usual terms, with one more report that was nothing special. Reports come in the order they were written. */
export const countUsual = (usual: UsualTerms, { at, terms }: Said): UsualTerms => {
  const hour = Math.floor(Date.parse(at) / hourMs);
  const counts = new Map(decayed(usual, hour - usual.hour));
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { since: usual.since ?? at, hour, counts: Object.fromEntries(mostHeard([...counts])) };
};

/** In how many reports a term would be heard in so long a time, were it an ordinary one. */
export const expectedReports = (usual: UsualTerms, term: string, at: number, spanMs: number): number => {
  const count = usual.counts[term] ?? 0;
  if (count === 0 || usual.since === null) return 0;
  const passedMs = at - Date.parse(usual.since);
  // What counts that halve every day would have added up to, had each millisecond counted one.
  const dayMs = halfLifeHours * hourMs;
  const watchedMs = (dayMs / Math.LN2) * (1 - 2 ** (-passedMs / dayMs));
  return (count / Math.max(watchedMs, watchedAtLeastMs)) * spanMs;
};

type Count = readonly [term: string, count: number];

const forgottenBelow = 0.1;

/** Whole hours only, so that rounding does not add up. */
const decayed = ({ counts }: UsualTerms, hours: number): Count[] => {
  const all = Object.entries(counts);
  if (hours <= 0) return all;
  return all
    .map(([term, count]): Count => [term, Math.round(count * 2 ** (-hours / halfLifeHours) * 1000) / 1000])
    .filter(([, count]) => count >= forgottenBelow);
};

const mostHeard = (counts: readonly Count[]): readonly Count[] =>
  counts.length <= mostTerms
    ? counts
    : counts
        .toSorted(([term, count], [other, otherCount]) => otherCount - count || (term < other ? -1 : 1))
        .slice(0, keptTerms);
