/**
 * Takes one more report into the picture, in the order they were written. It joins the group it is alike; or, with
 * others of the last minutes, it is enough for a new one; or it waits in the window until it is too old to matter, and
 * counts as usual. A group that nobody joins for an hour is closed.
 */
import type { AlikeReports, FaultReport, Picture } from "./outage-watch.ts";
import { countUsual, expectedReports } from "./usual-terms.ts";

const minuteMs = 60_000;

/** How close together reports are compared. */
const windowMs = 15 * minuteMs;
/** The most that are, the latest: where more come, the window is as much shorter. */
const windowReports = 32;
/** How many different people it takes. One person, however often they write, is one. */
const people = 5;
/** How many terms two reports share when they are alike. */
const sharedTerms = 2;
/** How much more often than usual a term is heard before it says anything. */
const timesUsual = 4;
/** After this long without another report a group is closed. */
export const quietMs = 60 * minuteMs;

const mostGroups = 4;
const groupTerms = 8;
const sampleIds = 5;

export const compareReport = (picture: Picture, report: FaultReport): Picture => {
  const aged = withoutOld(picture, Date.parse(report.at));
  const alike = aged.groups.find(({ terms }) => isAlike(terms, report.terms));
  if (alike !== undefined)
    return { ...aged, groups: aged.groups.map((group) => (group === alike ? grown(group, report) : group)) };
  const window = [...aged.window, report];
  const opened = aged.groups.length < mostGroups ? groupAround(report, window, aged) : null;
  if (opened === null) return { ...aged, window };
  const members = new Set(opened.members);
  return {
    ...aged,
    window: window.filter((each) => !members.has(each)),
    groups: [...aged.groups, opened.group],
  };
};

/** Whether two lists of terms share enough to be of the same thing. */
export const isAlike = (terms: readonly string[], others: readonly string[]): boolean =>
  others.filter((term) => terms.includes(term)).length >= sharedTerms;

const withoutOld = ({ window, usual, groups }: Picture, now: number): Picture => {
  const room = window.length - windowReports + 1;
  const stays = ({ at }: FaultReport, index: number): boolean =>
    index >= room && now - Date.parse(at) <= windowMs;
  return {
    window: window.filter(stays),
    usual: window.filter((report, index) => !stays(report, index)).reduce(countUsual, usual),
    groups: groups.filter(({ lastSeen }) => now - Date.parse(lastSeen) <= quietMs),
  };
};

const grown = (group: AlikeReports, { mentionId, at }: FaultReport): AlikeReports => ({
  ...group,
  count: group.count + 1,
  lastSeen: at,
  sampleMentionIds: [...group.sampleMentionIds, mentionId].slice(0, sampleIds),
});

type Opened = { readonly group: AlikeReports; readonly members: readonly FaultReport[] };

const groupAround = (
  report: FaultReport,
  window: readonly FaultReport[],
  { usual }: Picture,
): Opened | null => {
  const now = Date.parse(report.at);
  const first = window[0] ?? report;
  const spanMs = Math.max(minuteMs, now - Date.parse(first.at));
  const isSurging = (term: string): boolean => {
    const heard = peopleAmong(window.filter(({ terms }) => terms.includes(term)));
    return heard >= people && heard > timesUsual * expectedReports(usual, term, now, spanMs);
  };
  const surging = report.terms.filter(isSurging);
  const members = window.filter(({ terms }) => isAlike(surging, terms));
  if (peopleAmong(members) < people) return null;
  return { members, group: groupOf(members, report, surging) };
};

const groupOf = (
  members: readonly FaultReport[],
  report: FaultReport,
  surging: readonly string[],
): AlikeReports => ({
  openedBy: report.mentionId,
  terms: mostShared(surging, members),
  count: members.length,
  firstSeen: (members[0] ?? report).at,
  lastSeen: report.at,
  sampleMentionIds: members.slice(0, sampleIds).map(({ mentionId }) => mentionId),
});

/** What most of them say comes first; the sort is stable, so equals keep the order they were said in. */
const mostShared = (terms: readonly string[], members: readonly FaultReport[]): string[] => {
  const saying = (term: string): number => members.filter((member) => member.terms.includes(term)).length;
  return terms.toSorted((one, other) => saying(other) - saying(one)).slice(0, groupTerms);
};

const peopleAmong = (reports: readonly FaultReport[]): number =>
  new Set(reports.map(({ author }) => author)).size;
