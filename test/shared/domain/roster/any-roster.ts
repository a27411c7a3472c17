/** Rosters nobody would think of, in zones whose clocks do what nobody would expect, around the days they do it. */
import * as fc from "fast-check";
import type { Hours, Layer } from "../../../../shared/domain/roster/layer-shape.ts";
import type { RosterChange } from "../../../../shared/domain/roster/roster-changes.ts";
import type { Roster } from "../../../../shared/domain/roster/roster-shape.ts";
import type { Rotation } from "../../../../shared/domain/roster/rotation-shape.ts";
import { instantIn } from "../calendar/any-calendar.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Antarctica/Troll",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
] as const;

const dayMs = 86_400_000;
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const responder = fc.constantFrom("ada", "ben", "cem", "dora", "eve");
const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 45, 59)).map(clockTime);
const days = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 });

/** Within so many days of an instant, to the minute. */
const near = (at: number, reach: number): fc.Arbitrary<Date> =>
  fc
    .integer({ min: -reach * 1440, max: reach * 1440 })
    .map((minutes) => new Date((Math.floor(at / 60_000) + minutes) * 60_000));
const instantNear = (at: number, reach: number) => near(at, reach).map((date) => date.toISOString());
const dateNear = (at: number, reach: number) => instantNear(at, reach).map((text) => text.slice(0, 10));

const spanNear = (at: number, reach: number): fc.Arbitrary<{ from: string; to: string }> =>
  fc
    .uniqueArray(instantNear(at, reach), { minLength: 2, maxLength: 2 })
    .map((instants) => instants.toSorted())
    .map(([from = "", to = ""]) => ({ from, to }));

export const rotationNear = (
  at: number,
  types: Rotation["type"][] = ["hourly", "daily", "weekly", "monthly"],
) =>
  fc
    .record(
      {
        type: fc.constantFrom(...types),
        shift_length: fc.integer({ min: 1, max: 3 }),
        every: fc.integer({ min: 1, max: 2 }),
        start_local: fc.tuple(dateNear(at, 40), time).map(([date, clock]) => `${date}T${clock}`),
        by_day: days,
      },
      { requiredKeys: ["type", "start_local"] },
    )
    .map(({ by_day, ...rotation }): Rotation =>
      by_day === undefined || rotation.type === "hourly" ? rotation : { ...rotation, by_day },
    );

export const hours: fc.Arbitrary<Hours> = fc.record(
  { days, start: time, end: fc.oneof(time, fc.constant("24:00")) },
  { requiredKeys: ["start", "end"] },
);

/** What every layer may have, whoever is in it. */
const limitsNear = (at: number) => ({
  priority: fc.integer({ min: -1, max: 1 }),
  time_zone: fc.constantFrom(...zones),
  from: fc.oneof(dateNear(at, 20), instantNear(at, 20)),
  until: fc.oneof(dateNear(at, 20), instantNear(at, 20)),
  only: fc.array(hours, { minLength: 1, maxLength: 2 }),
  holidays: fc.array(dateNear(at, 5), { maxLength: 2 }),
});

const turnsNear = (at: number): fc.Arbitrary<Omit<Layer, "name">> =>
  fc.record(
    {
      ...limitsNear(at),
      turns: fc.array(fc.uniqueArray(responder, { minLength: 1, maxLength: 2 }), {
        minLength: 1,
        maxLength: 4,
      }),
      rotation: rotationNear(at),
    },
    { requiredKeys: ["turns", "rotation"] },
  );

const shiftsNear = (at: number): fc.Arbitrary<Omit<Layer, "name">> =>
  fc.record(
    {
      ...limitsNear(at),
      shifts: fc.array(
        fc
          .tuple(responder, spanNear(at, 10), fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }))
          .map(([who, span, priority]) => ({ responder: who, ...span, priority })),
        { maxLength: 5 },
      ),
    },
    { requiredKeys: ["shifts"] },
  );

const rosterNear = (zone: string, at: number): fc.Arbitrary<Roster> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: turnsNear(at) }, shiftsNear(at)), { minLength: 1, maxLength: 3 })
    .map((layers) => ({
      time_zone: zone,
      layers: layers.map((layer, index) => ({ name: `${index}`, ...layer })),
    }));

const changesNear = (at: number): fc.Arbitrary<RosterChange[]> => {
  const made = fc.record({ by: responder, at: instantNear(at, 10) });
  const pair = fc.uniqueArray(responder, { minLength: 2, maxLength: 2 });
  const override = fc
    .tuple(spanNear(at, 8), pair, fc.constantFrom("adds", "removes", "replaces"))
    .map(([span, [add = "", remove = ""], what]) => ({
      kind: "override" as const,
      ...span,
      ...(what === "removes" ? {} : { add }),
      ...(what === "adds" ? {} : { remove }),
    }));
  const swap = fc.tuple(spanNear(at, 8), pair, fc.boolean()).map(([span, [from = "", to = ""], isTaken]) => ({
    kind: "swap" as const,
    ...span,
    responder: from,
    taken_by: isTaken ? to : null,
  }));
  const temporary = fc
    .tuple(spanNear(at, 8), fc.array(fc.tuple(responder, fc.nat(100), fc.nat(100)), { maxLength: 3 }))
    .map(([span, shares]) => ({
      kind: "temporary" as const,
      ...span,
      shifts: shares.flatMap((share) => shiftIn(span, share)),
    }));
  return fc
    .array(fc.tuple(made, fc.oneof(override, swap, temporary)), { maxLength: 4 })
    .map((changes) =>
      changes.map(([whoAndWhen, change], index) => ({ id: `${index}`, ...whoAndWhen, ...change })),
    );
};

/** A shift over some part of a span, given in hundredths. */
const shiftIn = ({ from, to }: { from: string; to: string }, [who, one, other]: [string, number, number]) => {
  const [start, length] = [Date.parse(from), Date.parse(to) - Date.parse(from)];
  const [begins = 0, ends = 0] = [one, other]
    .toSorted((a, b) => a - b)
    .map((share) => start + Math.floor((length * share) / 100));
  return begins < ends
    ? [{ responder: who, from: new Date(begins).toISOString(), to: new Date(ends).toISOString() }]
    : [];
};

/** A zone, and an instant about which something of it may be told. */
export const zoneAndInstant = fc
  .constantFrom(...zones)
  .chain((zone) => fc.record({ zone: fc.constant(zone), at: instantIn(zone) }));

/** A roster, what was changed of it, and some days in whose neighbourhood all of that lies. */
export const story = zoneAndInstant.chain(({ zone, at }) =>
  fc.record({
    roster: rosterNear(zone, at),
    changes: changesNear(at),
    from: fc.constant(new Date(at)),
    to: fc.integer({ min: 1, max: 12 * dayMs }).map((length) => new Date(at + length)),
  }),
);

function clockTime([hour, minutes]: readonly number[]): string {
  return `${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
