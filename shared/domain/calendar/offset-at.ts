/**
 * How far a zone's wall clock is ahead of UTC, from the runtime's own time zone database. Asking it takes microseconds,
 * so the answer for each midnight (UTC) is kept: where two midnights agree, so does all that lies between them.
 */
type Zone = { readonly wall: Intl.DateTimeFormat; readonly atMidnight: Map<number, number> };

const dayMs = 86_400_000;

const zones = new Map<string, Zone>();

/** Whether this is the name of a zone, and not of a mere offset. */
export const isZone = (name: string): boolean => {
  if (!/^[a-z]/iu.test(name)) return false;
  try {
    zoneCalled(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** Milliseconds to add to an instant (epoch milliseconds) for the wall time of a zone. */
export const offsetAt = (name: string, at: number): number => {
  const zone = zoneCalled(name);
  const day = Math.floor(at / dayMs);
  const before = offsetAtMidnight(zone, day);
  return before === offsetAtMidnight(zone, day + 1) ? before : measuredOffset(zone, at);
};

const offsetAtMidnight = (zone: Zone, day: number): number => {
  const known = zone.atMidnight.get(day);
  if (known !== undefined) return known;
  const offset = measuredOffset(zone, day * dayMs);
  zone.atMidnight.set(day, offset);
  return offset;
};

const measuredOffset = ({ wall }: Zone, at: number): number => {
  const whole = Math.floor(at / 1000) * 1000;
  const parts = Object.fromEntries(wall.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
};

const zoneCalled = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = {
    wall: new Intl.DateTimeFormat("en-US", { ...wallTime, timeZone: name }),
    atMidnight: new Map(),
  };
  zones.set(name, zone);
  return zone;
};

const wallTime = {
  calendar: "gregory",
  numberingSystem: "latn",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;
