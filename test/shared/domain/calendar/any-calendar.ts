/** Calendars nobody would think of, in zones whose clocks do what nobody would expect. */
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Calendar } from "../../../../shared/domain/calendar/calendar-shape.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Nuuk",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Antarctica/Troll",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
] as const;

const twoDigits = (number: number): string => String(number).padStart(2, "0");
const timeOf = (fiveMinutes: number): string =>
  `${twoDigits(Math.floor(fiveMinutes / 12))}:${twoDigits((fiveMinutes % 12) * 5)}`;

/** Apart from each other, touching at times: pairs of neighbours among the times of a day. */
const segments = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 288 }), fc.constantFrom(0, 12, 24, 30, 36, 288)), {
    maxLength: 6,
  })
  .map((times) => times.toSorted((one, other) => one - other).map(timeOf))
  .map((times) => pairs(times));

const pairs = ([start, end, ...rest]: readonly string[]): [string, string][] =>
  start === undefined || end === undefined ? [] : [[start, end], ...pairs(rest)];

/** An instant of ours, every other time within two days of a change of the zone's clocks. To the second. */
export const instantIn = (zone: string): fc.Arbitrary<number> => {
  const anywhere = fc.integer({ min: Date.UTC(2009, 0) / 1000, max: Date.UTC(2032, 0) / 1000 });
  const nearChange = fc
    .tuple(anywhere, fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }))
    .map(([at, seconds]) => nextChange(zone, at) + seconds);
  return fc.oneof(anywhere, nearChange).map((seconds) => seconds * 1000);
};

const nextChange = (zone: string, seconds: number): number => {
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone);
  return (at.getTimeZoneTransition("next") ?? at).epochMilliseconds / 1000;
};

/** A calendar, and an instant in whose neighbourhood its single dates lie. */
export const calendarAndInstant: fc.Arbitrary<{ calendar: Calendar; from: Date }> = fc
  .constantFrom(...zones)
  .chain((zone) => fc.tuple(fc.constant(zone), instantIn(zone)))
  .chain(([zone, at]) => fc.record({ calendar: calendarIn(zone, at), from: fc.constant(new Date(at)) }))
  .filter(({ calendar: { weekly = {} } }) => Object.values(weekly).some((hours = []) => hours.length > 0));

const calendarIn = (zone: string, at: number): fc.Arbitrary<Calendar> => {
  const date = fc
    .integer({ min: -3, max: 6 })
    .map((days) => new Date(at + days * 86_400_000).toISOString().slice(0, 10));
  return fc.record({
    time_zone: fc.constant(zone),
    weekly: fc.record({
      mon: segments,
      tue: segments,
      wed: segments,
      thu: segments,
      fri: segments,
      sat: segments,
      sun: segments,
    }),
    date_overrides: fc.dictionary(date, segments, { maxKeys: 2 }),
    breaks: fc.dictionary(date, segments, { maxKeys: 2 }),
    holidays: fc.array(date, { maxLength: 2 }),
  });
};

/** Pauses within some days of an instant. They overlap, touch and run backwards; none goes on for ever. */
export const pausesNear = (from: Date): fc.Arbitrary<{ from: Date; to: Date }[]> => {
  const near = fc
    .integer({ min: -86_400, max: 4 * 86_400 })
    .map((seconds) => new Date(from.getTime() + seconds * 1000));
  return fc.array(fc.record({ from: near, to: near }), { maxLength: 4 });
};
