/**
 * A zone that only the feed knows, like Outlook's `W. Europe Standard Time`: a VTIMEZONE tells when its clocks change,
 * in the wall time that was shown until then (RFC 5545, 3.6.5).
 */
import type { Block } from "./blocks.ts";
import { shownBy } from "./moment.ts";
import { propertiesOf, textOf, type Property } from "./properties.ts";
import type { Reading } from "./reading.ts";
import { ruleOf } from "./rule.ts";
import { ruleTimes } from "./rule-times.ts";
import type { Zone } from "./zones.ts";

type Change = { readonly at: number; readonly before: number; readonly after: number };

const dayMs = 86_400_000;

/** Outlook's zones change twice a year since 1601. */
const mostChanges = 2000;

/** Undefined for a description that does not say how far the zone is ahead, or has more to tell than there is. */
export const describedZone = (description: Block, reading: Reading): Zone | undefined => {
  const changes = description.blocks
    .flatMap((block) => changesIn(block, reading))
    .toSorted((one, other) => one.at - other.at);
  const [first] = changes;
  if (first === undefined || changes.length > mostChanges) return undefined;
  return (at) => changes.findLast((change) => change.at <= at)?.after ?? first.before;
};

const changesIn = (block: Block, { window, effort }: Reading): Change[] => {
  const { dtstart, rrule = [], rdate = [], ...offsets } = propertiesOf(block, names);
  const [before, after] = [aheadBy(offsets.tzoffsetfrom), aheadBy(offsets.tzoffsetto)];
  const [start] = wallsOf(dtstart ?? []);
  if (start === undefined || before === undefined || after === undefined) return [];
  const from = { wall: start, isDate: false, zone: () => before };
  const reached = { start: -Infinity, end: window.end + 2 * dayMs };
  const ruled = rrule.flatMap((written) => [...ruleTimes(ruleOf(written), from, reached, effort)]);
  return [...new Set([start, ...wallsOf(rdate), ...ruled])].map((wall) => ({
    at: wall - before,
    before,
    after,
  }));
};

const names = ["dtstart", "tzoffsetfrom", "tzoffsetto", "rrule", "rdate"] as const;

const wallsOf = (properties: readonly Property[]): number[] =>
  properties.flatMap(({ line, values }) => values.map((value) => shownBy(value, line).wall));

/** In milliseconds: jCal has `+01:00`, with seconds if there are any. */
const aheadBy = (properties: readonly Property[] | undefined): number | undefined => {
  const [, sign, hours, minutes, seconds = 0] =
    /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/u.exec(textOf(properties) ?? "") ?? [];
  if (sign === undefined) return undefined;
  const ahead = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -ahead : ahead;
};
