import ICAL from "ical.js";
import type { Span } from "../domain/calendar/spans.ts";
import { shownBy, type Moment } from "./moment.ts";
import type { Effort } from "./reading.ts";
import type { Rule, RuleOnLine } from "./rule.ts";
import { tiring } from "./tiring.ts";
import { Unreadable } from "./unreadable.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Of what iCalendar can write. */
const endOfTime = Date.UTC(9999, 11, 31);

/**
 * The times of a rule in the wall time of its start, from the first until the last of the reach, in order. ical.js is
 * shown no zone: what it knows of them comes from the feed, and what we know from the machine.
 */
export function* ruleTimes(
  { rule, line }: RuleOnLine,
  start: Moment,
  reach: Span,
  effort: Effort,
): Generator<number> {
  const { until, ...parts } = rule;
  const reached = Math.min(reach.end, endOfTime);
  const last = until === undefined ? reached : Math.min(reached, lastBy(until, start, line));
  const recur = ICAL.Recur.fromData({ ...parts, until: timeAt(last) });
  try {
    const times = new ICAL.RecurIterator({
      rule: tiring(recur, rule, effort),
      dtstart: timeAt(enteredAt(rule, start.wall, reach.start)),
    });
    for (let time = nextOf(times); time !== undefined; time = nextOf(times))
      if (time >= reach.start) yield time;
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable("repeats by a rule that contradicts itself", { line, cause });
  }
}

/**
 * Where to begin: a series of years is entered near the reach, a whole number of its periods after its start. Whoever
 * counts has to begin at the beginning, and ical.js goes astray in a month that has none of the days it looks for.
 */
const enteredAt = ({ freq, interval = 1, count }: Rule, start: number, reached: number): number => {
  const period = { HOURLY: hourMs, DAILY: dayMs, WEEKLY: 7 * dayMs, MONTHLY: 0, YEARLY: 0 }[freq] * interval;
  if (count !== undefined || period === 0) return start;
  return start + Math.max(0, Math.floor((reached - start) / period) - 1) * period;
};

/** The last wall time there may be. A date is that whole day, as calendars that write one with times mean it. */
const lastBy = (until: string, { zone }: Moment, line: number): number => {
  const { wall, isDate, isUtc } = shownBy(until, line);
  if (isDate) return wall + dayMs - 1000;
  return isUtc ? wall + zone(wall) : wall;
};

const nextOf = (times: ICAL.RecurIterator): number | undefined => {
  const next: ICAL.Time | null = times.next();
  return next === null ? undefined : Date.parse(`${next.toString()}Z`);
};

const timeAt = (wall: number): ICAL.Time =>
  ICAL.Time.fromDateTimeString(new Date(wall).toISOString().slice(0, 19));
