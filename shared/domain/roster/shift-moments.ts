/**
 * The moments of a roster at which people are told something. Somebody whose time on call begins is told a little before,
 * and handed what is open as it does; soon after, what was told is put away, because it asked for nothing. Whoever's time
 * is over hears what they still hold. A moment lasts for a while, so that whoever looks every few minutes meets it, and
 * one that was missed for longer is told no more.
 */
import type { Span } from "../calendar/spans.ts";
import type { RosterChanges } from "./roster-changes.ts";
import type { Roster } from "./roster-shape.ts";
import { timesOnCall } from "./times-on-call.ts";

export type ShiftMoment = {
  readonly kind: "soon" | "begins" | "settled" | "over";
  readonly responder: string;
  readonly because: string;
  /** When the time on call begins; for one that is over, when it ended. */
  readonly at: Date;
  /** When it ends: null where that is more than a month away, or never. */
  readonly until: Date | null;
  /** Whose time ends as this one begins; for one that is over, whose begins as it ends. */
  readonly others: readonly string[];
};

const minuteMs = 60_000;
const lateMs = 15 * minuteMs;
const settledMs = 5 * minuteMs;
const lookBackMs = 60 * minuteMs;
const lookAheadMs = 35 * 86_400_000;

type Time = Span & Pick<ShiftMoment, "responder" | "because">;
type Kind = ShiftMoment["kind"];
type Asked = { readonly now: Date; readonly beforeMinutes: number };

export const momentsAt = (
  roster: Roster,
  { now, beforeMinutes }: Asked,
  changes: RosterChanges = [],
): ShiftMoment[] => {
  const at = now.getTime();
  const window = { start: at - lookBackMs, end: at + lookAheadMs };
  const times = timesIn(roster, window, changes);
  return times.flatMap((time) =>
    kinds
      .filter((kind) => (kind === "over" ? time.end < window.end : time.start > window.start))
      .filter((kind) => isWithin(at, whenTold(kind, time, beforeMinutes * minuteMs)))
      .map((kind) => momentOf(kind, time, { times, window })),
  );
};

const timesIn = (roster: Roster, { start, end }: Span, changes: RosterChanges): Time[] =>
  timesOnCall(roster, { from: new Date(start), to: new Date(end) }, changes).map(
    ({ from, to, responder, because }) => ({ start: from.getTime(), end: to.getTime(), responder, because }),
  );

const kinds = ["soon", "begins", "settled", "over"] as const satisfies Kind[];

const whenTold = (kind: Kind, { start, end }: Time, beforeMs: number): Span => {
  switch (kind) {
    case "soon":
      return { start: start - beforeMs, end: start };
    case "begins":
      return { start, end: start + lateMs };
    case "settled":
      return { start: start + settledMs, end: start + settledMs + lateMs };
    case "over":
      return { start: end, end: end + lateMs };
  }
};

const isWithin = (at: number, { start, end }: Span): boolean => start <= at && at < end;

type Among = { readonly times: readonly Time[]; readonly window: Span };

const momentOf = (kind: Kind, { start, end, responder, because }: Time, { times, window }: Among) => {
  const isOver = kind === "over";
  const others = times.filter((other) => (isOver ? other.start === end : other.end === start));
  return {
    kind,
    responder,
    because,
    at: new Date(isOver ? end : start),
    until: isOver || end >= window.end ? null : new Date(end),
    others: others.map((other) => other.responder),
  };
};
