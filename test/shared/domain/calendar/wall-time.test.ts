/** Our reading of wall time against an implementation of Temporal, around the changes of every zone there is. */
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { offsetAt } from "../../../../shared/domain/calendar/offset-at.ts";
import { dayAt, dayOf, instantOf } from "../../../../shared/domain/calendar/wall-time.ts";

type Zoned = Temporal.ZonedDateTime;

/** Every change between two years. */
function* changesOf(zone: string, firstYear: number, lastYear: number): Generator<Zoned> {
  let change = Temporal.ZonedDateTime.from(`${firstYear}-01-01[${zone}]`).getTimeZoneTransition("next");
  for (; change !== null && change.year <= lastYear; change = change.getTimeZoneTransition("next"))
    yield change;
}

/** Wall times on both sides of a change. */
const wallTimesAround = (change: Zoned): Temporal.PlainDateTime[] =>
  [change.subtract({ seconds: 1 }), change]
    .map((side) => side.toPlainDateTime())
    .flatMap((side) => [-61, -30, -1, 0, 1, 30, 61].map((minutes) => side.add({ minutes }).round("minute")));

test("wall times around every change of the clocks are the instants Temporal calls compatible", () => {
  const differing = Intl.supportedValuesOf("timeZone").flatMap((zone) =>
    [...changesOf(zone, 2011, 2020)]
      .flatMap(wallTimesAround)
      .filter((wall) => {
        const time = wall.toPlainTime().toString().slice(0, 5);
        const day = dayOf(wall.toPlainDate().toString());
        return instantOf(zone, day, time) !== wall.toZonedDateTime(zone).epochMilliseconds;
      })
      .map((wall) => `${wall.toString()} in ${zone}`),
  );
  expect(differing).toEqual([]);
});

test("offsets and dates change in the very millisecond they change for Temporal", () => {
  const differing = Intl.supportedValuesOf("timeZone").flatMap((zone) =>
    [...changesOf(zone, 2011, 2020)]
      .flatMap((change) => [change, change.subtract({ milliseconds: 1 }), change.add({ hours: 11 })])
      .filter(
        (at) =>
          offsetAt(zone, at.epochMilliseconds) !== at.offsetNanoseconds / 1_000_000 ||
          dayAt(zone, at.epochMilliseconds) !== dayOf(at.toPlainDate().toString()),
      )
      .map(String),
  );
  expect(differing).toEqual([]);
});
