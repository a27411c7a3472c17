/**
 * Who is on call, from when to when. Everything here asks who is on call in each piece of a window, so a single instant,
 * a list of shifts and a hole in the roster never tell different stories. What is told of a window lasts from an instant
 * until just before another; a window that ends before it begins has nothing in it. What a roster says of the past is
 * what it says now: whoever keeps what really was gives it as a temporary schedule of that time.
 */
import type { Calendar } from "./calendar/calendar-shape.ts";
import { openSpans } from "./calendar/open-spans.ts";
import { union, type Span } from "./calendar/spans.ts";
import { common } from "./roster/common.ts";
import { handoffsOf } from "./roster/handoffs-of.ts";
import { joined } from "./roster/joined.ts";
import { hasNobody, reasonsOf, type Place } from "./roster/place.ts";
import type { RosterChanges } from "./roster/roster-changes.ts";
import type { Roster } from "./roster/roster-shape.ts";
import { spansWhere, stretches } from "./roster/stretches.ts";

type Window = { readonly from: Date; readonly to: Date };

/** One responder's time on call, and why in words: "layer nights", "override by ada, in place of ben". */
export type OnCallShift = Window & { readonly responder: string; readonly because: string };

/** Some time in which the same people are on call, in order of their ids. */
export type Watch = Window & { readonly responders: readonly string[] };

/** Ids in order; none means that nobody is on call. */
export const whoIsOnCall = (roster: Roster, at: Date, changes: RosterChanges = []): readonly string[] => {
  const { start } = spanBetween(at, at);
  return [...stretches(roster, { start, end: start + 1 }, changes)].flatMap(({ places }) => idsOf(places));
};

/** Cut off at the ends of the window; in order of when they begin, and then of the responders. */
export const shiftsBetween = (
  roster: Roster,
  from: Date,
  to: Date,
  changes: RosterChanges = [],
): readonly OnCallShift[] => {
  const pieces = [...stretches(roster, spanBetween(from, to), changes)].flatMap(({ start, end, places }) =>
    [...reasonsOf(places)].map(([responder, because]) => ({ start, end, responder, because })),
  );
  return [...Map.groupBy(pieces, ({ responder }) => responder).values()]
    .flatMap((own) => [...joined(own, (one, other) => one.because === other.because)])
    .toSorted((one, other) => one.start - other.start || (one.responder < other.responder ? -1 : 1))
    .map(({ responder, because, ...span }) => ({ responder, ...windowOf(span), because }));
};

/** Every piece of the window, one after the other: in some of them there may be nobody. */
export const timelineOf = (
  roster: Roster,
  from: Date,
  to: Date,
  changes: RosterChanges = [],
): readonly Watch[] => {
  const watches = [...stretches(roster, spanBetween(from, to), changes)].map(({ start, end, places }) => ({
    start,
    end,
    responders: idsOf(places),
  }));
  return [...joined(watches, (one, other) => isSame(one.responders, other.responders))].map(
    ({ responders, ...span }) => ({ ...windowOf(span), responders }),
  );
};

/** When turns change by the rotations of the roster, at both ends of the window too, whatever hours the layers keep. */
export const handoffsBetween = (roster: Roster, from: Date, to: Date): Date[] => {
  const window = spanBetween(from, to);
  const handoffs = roster.layers.flatMap((layer) =>
    handoffsOf(layer, layer.time_zone ?? roster.time_zone, window),
  );
  return [...new Set(handoffs)].toSorted((one, other) => one - other).map((at) => new Date(at));
};

/** When nobody is on call; given a calendar, only within its hours. */
export const coverageGaps = (
  roster: Roster,
  from: Date,
  to: Date,
  hours?: Calendar,
  changes: RosterChanges = [],
): Window[] => {
  const window = spanBetween(from, to);
  const gaps = spansWhere(hasNobody, roster, window, changes);
  const open = hours === undefined ? [window] : union([...openSpans(hours, window.start, window.end)]);
  return [...common(gaps, open)].map(windowOf);
};

const idsOf = (places: readonly Place[]): string[] => [...reasonsOf(places).keys()].toSorted();

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((responder, index) => responder === others[index]);

const windowOf = ({ start, end }: Span): Window => ({ from: new Date(start), to: new Date(end) });

const spanBetween = (from: Date, to: Date): Span => {
  const span = { start: from.getTime(), end: to.getTime() };
  if (Number.isNaN(span.start + span.end)) throw new RangeError("an invalid date is no instant");
  return span;
};
