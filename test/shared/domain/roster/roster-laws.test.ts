/** What holds for every roster, whatever its zones do with the clocks and people with their shifts. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOpen, openSecondsBetween } from "../../../../shared/domain/calendar.ts";
import {
  coverageGaps,
  shiftsBetween,
  timelineOf,
  whoIsOnCall,
  type OnCallShift,
} from "../../../../shared/domain/roster.ts";
import { conflictsOf } from "../../../../shared/domain/roster/conflicts-of.ts";
import { RosterChanges } from "../../../../shared/domain/roster/roster-changes.ts";
import { rosterEnds } from "../../../../shared/domain/roster/roster-ends.ts";
import { respondersOf } from "../../../../shared/domain/roster/responders-of.ts";
import { Roster } from "../../../../shared/domain/roster/roster-shape.ts";
import { calendarAndInstant } from "../calendar/any-calendar.ts";
import { story } from "./any-roster.ts";

const later = (at: Date, byMs: number): Date => new Date(at.getTime() + byMs);
const share = fc.double({ min: 0, max: 1, noNaN: true });

test("a roster that can be thought of here is one the schema takes, and so are its changes", () => {
  fc.assert(
    fc.property(story, ({ roster, changes }) => {
      expect(Roster.safeParse(roster).error).toBeUndefined();
      expect(RosterChanges.safeParse(changes).error).toBeUndefined();
    }),
  );
});

test("a timeline tiles its window, and its holes are the gaps", () => {
  fc.assert(
    fc.property(story, ({ roster, changes, from, to }) => {
      const watches = timelineOf(roster, from, to, changes);
      expect(watches.map((watch) => watch.from)).toEqual([
        from,
        ...watches.map((watch) => watch.to).slice(0, -1),
      ]);
      expect(watches.at(-1)?.to).toEqual(to);
      watches.forEach((watch, index) => {
        expect(watch.from.getTime()).toBeLessThan(watch.to.getTime());
        expect(watch.responders).not.toEqual(watches[index + 1]?.responders);
        expect(watch.responders).toEqual([...new Set(watch.responders)].toSorted());
      });
      const holes = watches.filter(({ responders }) => responders.length === 0);
      expect(coverageGaps(roster, from, to, undefined, changes)).toEqual(
        holes.map((hole) => ({ from: hole.from, to: hole.to })),
      );
    }),
  );
});

test("a single instant, the shifts and the timeline agree, at every boundary and anywhere", () => {
  fc.assert(
    fc.property(story, fc.array(share, { maxLength: 5 }), ({ roster, changes, from, to }, shares) => {
      const shifts = shiftsBetween(roster, from, to, changes);
      const watches = timelineOf(roster, from, to, changes);
      const boundaries = shifts.flatMap((shift) => [shift.from, later(shift.to, -1), shift.to]).slice(0, 30);
      const anywhere = shares.map((part) => later(from, Math.floor(part * (to.getTime() - from.getTime()))));
      for (const at of [...boundaries, ...anywhere, from].filter((moment) => moment < to)) {
        const isNow = (span: { from: Date; to: Date }) => span.from <= at && at < span.to;
        const onCall = whoIsOnCall(roster, at, changes);
        expect(
          shifts
            .filter(isNow)
            .map(({ responder }) => responder)
            .toSorted(),
        ).toEqual(onCall);
        expect(watches.find(isNow)?.responders).toEqual(onCall);
      }
    }),
  );
});

test("the shifts of two windows that meet are those of both", () => {
  fc.assert(
    fc.property(story, share, ({ roster, changes, from, to }, part) => {
      const middle = later(from, Math.floor(part * (to.getTime() - from.getTime())));
      const first = shiftsBetween(roster, from, middle, changes);
      const second = shiftsBetween(roster, middle, to, changes);
      expect(putTogether(first, second)).toEqual(shiftsBetween(roster, from, to, changes));
    }),
  );
});

const goesOn = (one: OnCallShift) => (other: OnCallShift) =>
  one.to.getTime() === other.from.getTime() &&
  one.responder === other.responder &&
  one.because === other.because;

/** Shifts that end where others of the same responder, for the same reason, begin are one. */
const putTogether = (first: readonly OnCallShift[], second: readonly OnCallShift[]): OnCallShift[] => {
  const all = [
    ...first.map((one) => ({ ...one, to: second.find(goesOn(one))?.to ?? one.to })),
    ...second.filter((other) => !first.some((one) => goesOn(one)(other))),
  ];
  return all.toSorted(
    (one, other) => one.from.getTime() - other.from.getTime() || (one.responder < other.responder ? -1 : 1),
  );
};

test("shifts of one responder never overlap, and go to nobody the roster and its changes do not name", () => {
  fc.assert(
    fc.property(story, ({ roster, changes, from, to }) => {
      const named = JSON.stringify([respondersOf(roster), changes]);
      const shifts = shiftsBetween(roster, from, to, changes);
      shifts.forEach((shift, index) => {
        expect(named).toContain(`"${shift.responder}"`);
        const next = shifts.slice(index + 1).find(({ responder }) => responder === shift.responder);
        expect(shift.to.getTime()).toBeLessThanOrEqual((next ?? { from: to }).from.getTime());
      });
    }),
  );
});

test("gaps within hours are the open time of the gaps", () => {
  fc.assert(
    fc.property(story, calendarAndInstant, ({ roster, changes, from, to }, { calendar }) => {
      const gaps = coverageGaps(roster, from, to, calendar, changes);
      for (const gap of gaps) {
        expect(isOpen(calendar, gap.from) && isOpen(calendar, later(gap.to, -1))).toBe(true);
        expect(whoIsOnCall(roster, gap.from, changes)).toEqual([]);
        expect(whoIsOnCall(roster, later(gap.to, -1), changes)).toEqual([]);
      }
      const open = coverageGaps(roster, from, to, undefined, changes).reduce(
        (sum, gap) => sum + openSecondsBetween(calendar, gap.from, gap.to),
        0,
      );
      const told = gaps.reduce((sum, gap) => sum + (gap.to.getTime() - gap.from.getTime()) / 1000, 0);
      expect(told).toBeCloseTo(open, 3);
    }),
  );
});

test("changes do nothing outside of their time, whatever order they are given in", () => {
  fc.assert(
    fc.property(story, ({ roster, changes, from, to }) => {
      const timeline = timelineOf(roster, from, to, changes);
      expect(timelineOf(roster, from, to, changes.toReversed())).toEqual(timeline);
      const undisturbed = timeline
        .map((watch) => watch.from)
        .filter((at) => !changes.some((change) => new Date(change.from) <= at && at < new Date(change.to)));
      expect(undisturbed.map((at) => whoIsOnCall(roster, at, changes))).toEqual(
        undisturbed.map((at) => whoIsOnCall(roster, at)),
      );
    }),
  );
});

test("a change nothing is wrong with leaves nobody's hour uncovered that was covered before", () => {
  fc.assert(
    fc.property(story, ({ roster, changes: [change, ...others] }) => {
      fc.pre(change !== undefined);
      if (change === undefined) return;
      const saysGap = conflictsOf(change, roster, others).some((sentence) =>
        sentence.includes("leaves nobody"),
      );
      const before = coverageGaps(roster, new Date(change.from), new Date(change.to), undefined, others);
      const after = coverageGaps(roster, new Date(change.from), new Date(change.to), undefined, [
        ...others,
        change,
      ]);
      const isOld = (gap: { from: Date; to: Date }) =>
        before.some((old) => old.from <= gap.from && gap.to <= old.to);
      expect(saysGap).toBe(!after.every(isOld));
    }),
  );
});

test("after a roster has ended nobody is on call by it", () => {
  fc.assert(
    fc.property(story, share, ({ roster, to }, part) => {
      const ends = rosterEnds(roster);
      if (ends === null) return;
      expect(whoIsOnCall(roster, later(ends, Math.floor(part * 30 * 86_400_000)))).toEqual([]);
      expect(whoIsOnCall(roster, to < ends ? ends : to)).toEqual([]);
    }),
  );
});
