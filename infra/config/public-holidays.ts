import type Holidays from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import type { Place } from "../../shared/config/written-calendar.ts";
import { isoDateOf, dayOf } from "../../shared/domain/calendar/wall-time.ts";

/** A date, and from when until when it is closed. */
export type Closure = { readonly date: string; readonly closed: readonly [from: string, to: string] };

/** Loaded by whoever names a country: the world's holidays take a while. */
const load = async (): Promise<typeof Holidays> => (await import("date-holidays")).default;

/** What is wrong with a place, if anything: the field, and what to write there. */
export const problemWith = async ({
  country,
  region,
}: Place): Promise<{ field: keyof Place; message: string } | undefined> => {
  const known = new (await load())();
  const countries = Object.keys(known.getCountries());
  if (!countries.includes(country))
    return { field: "country", message: `has no holidays we know of: write one of ${countries.join(", ")}` };
  if (region === undefined) return undefined;
  const [state = "", part] = region.split("-");
  const states = Object.keys(known.getStates(country) ?? {});
  const parts = Object.keys(known.getRegions(country, state) ?? {});
  if (states.includes(state) && (part === undefined || parts.includes(part))) return undefined;
  const choice = states.includes(state) ? parts.map((name) => `${state}-${name}`) : states;
  return { field: "region", message: `is none of ${country}: ${oneOf(choice)}` };
};

const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? "leave it out" : `write one of ${names.join(", ")}`;

/** The public holidays of a place that is one, and of no other type: banks and schools close on more days. */
export const publicHolidays = async (
  { country, region = "" }: Place,
  years: readonly number[],
): Promise<Closure[]> => {
  const [state = "", part = ""] = region.split("-");
  const known = new (await load())(country, state, part, { types: ["public"] });
  return years.flatMap((year) => known.getHolidays(year)).flatMap(closures);
};

const minutesPerDay = 1440;

/** Most last a day. Some last several, some begin or end at noon; one of 23 or 25 hours is a day on which the clocks change. */
const closures = ({ date, start, end }: HolidaysTypes.Holiday): Closure[] => {
  const [first = "", time = ""] = date.split(" ");
  const from = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const to = nearMidnight(from + (end.getTime() - start.getTime()) / 60_000);
  return Array.from({ length: Math.ceil(to / minutesPerDay) }, (_, later) => ({
    date: isoDateOf(dayOf(first) + later),
    closed: [
      timeOf(later === 0 ? from : 0),
      timeOf(Math.min(to - later * minutesPerDay, minutesPerDay)),
    ] as const,
  }));
};

const nearMidnight = (minutes: number): number => {
  const midnight = Math.round(minutes / minutesPerDay) * minutesPerDay;
  return Math.abs(minutes - midnight) <= 60 ? midnight : minutes;
};

const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((number) => String(number).padStart(2, "0")).join(":");
