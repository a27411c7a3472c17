/**
 * Fault reports arrive in any order, some twice, at functions that know nothing of each other. So what follows from them
 * is worked out from the reports in the order they were written, not the order they came in: the last minutes stay
 * `pending` and are gone through again with every report; what is older is `settled`, once and for good. As long as a
 * report comes before its place is settled, the groups and their counts are the same whatever the order of arrival.
 *
 * A report whose place is settled already is late and is left out: it may have been counted, and counting it twice would
 * be worse than not at all.
 */
import { compareReport, isAlike, quietMs } from "./compare-report.ts";
import type { AlikeReports, FaultReport, OutageWatch, SuspectedOutage } from "./outage-watch.ts";

/** How late a report may come and still find its place. */
const pendingMs = 5 * 60_000;
/** The most that wait for one; in a storm the place of a report is settled sooner. */
const mostPending = 64;
const keptSettledIds = 64;
const mostOutages = 8;

export type Heard = {
  /** The next version, or null when nothing of it is new. */
  readonly watch: OutageWatch | null;
  /** How many reports came too late to be counted, or too late to know that they have been. */
  readonly late: number;
};

export const hearReports = (watch: OutageWatch, reports: readonly FaultReport[]): Heard => {
  const known = new Set([...watch.settledIds, ...watch.pending.map(({ mentionId }) => mentionId)]);
  const unknown = reports.filter(
    ({ mentionId }) => !known.has(mentionId) && known.add(mentionId) !== undefined,
  );
  const fresh = unknown.filter((report) => placeOf(report) > watch.settledTo);
  const late = unknown.length - fresh.length;
  return { watch: fresh.length === 0 ? null : withReports(watch, fresh), late };
};

/** Sorts reports by when they were written; no two have the same place. */
const placeOf = ({ at, mentionId }: FaultReport): string => `${at} ${mentionId}`;

const withReports = (watch: OutageWatch, fresh: readonly FaultReport[]): OutageWatch => {
  const inOrder = [...watch.pending, ...fresh].toSorted((one, other) =>
    placeOf(one) < placeOf(other) ? -1 : 1,
  );
  const latest = Date.parse(inOrder.at(-1)?.at ?? "");
  const isOld = ({ at }: FaultReport, index: number): boolean =>
    index < inOrder.length - mostPending || latest - Date.parse(at) > pendingMs;
  const settling = inOrder.filter(isOld);
  const pending = inOrder.slice(settling.length);
  const settled = settling.reduce(compareReport, watch.settled);
  const last = settling.at(-1);
  const { groups } = pending.reduce(compareReport, settled);
  return {
    brand: watch.brand,
    version: watch.version + 1,
    settled,
    settledTo: last === undefined ? watch.settledTo : placeOf(last),
    settledIds: [...watch.settledIds, ...settling.map(({ mentionId }) => mentionId)].slice(-keptSettledIds),
    pending,
    outages: retold(watch, groups, latest),
  };
};

/** What was told, brought up to what is known now. What late reports have dissolved stays told until it is quiet. */
const retold = (
  { brand, outages: told }: OutageWatch,
  groups: readonly AlikeReports[],
  latest: number,
): SuspectedOutage[] => {
  const current = groups.map((group) =>
    withNews(
      group,
      told.find((outage) => isSame(outage, group)),
      brand,
    ),
  );
  const others = told
    .filter(({ id, lastSeen }) => latest - Date.parse(lastSeen) <= quietMs && !hasId(current, id))
    .map((outage): SuspectedOutage => ({ ...outage, news: null }));
  return [...others, ...current].slice(-mostOutages);
};

const isSame = (told: SuspectedOutage, { terms, firstSeen }: AlikeReports): boolean =>
  isAlike(told.terms, terms) && Date.parse(firstSeen) - Date.parse(told.lastSeen) <= quietMs;

const hasId = (outages: readonly SuspectedOutage[], wanted: string): boolean =>
  outages.some(({ id }) => id === wanted);

const withNews = (
  { openedBy, ...group }: AlikeReports,
  told: SuspectedOutage | undefined,
  brand: string,
): SuspectedOutage => {
  if (told === undefined)
    return { ...group, id: `outage:${brand}:${openedBy}`, leadMentionId: openedBy, news: "opened" };
  const { id, leadMentionId, count } = told;
  return { ...group, id, leadMentionId, news: group.count === count ? null : "grown" };
};
