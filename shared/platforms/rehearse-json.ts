/**
 * Moves a recorded body to another time. A platform says which fields hold ids and which hold instants; both move by
 * the same distance, so that bodies of one story still speak of one another when each is moved by itself.
 */
import { isNoJson, isRecord, parseExactly } from "./exact-json.ts";

/** One way a platform writes something that belongs to a moment. */
export type Stamp = {
  /** The value `byMs` later; one that is not written this way comes back as it is. */
  readonly moved: (value: unknown, byMs: number) => unknown;
  /** The instant it names, for those that name one. */
  readonly instant?: (value: unknown) => Date | null;
};

/** An id of no other order that ends in the milliseconds of its time. */
export const trailingMilliseconds: Stamp = {
  moved: (value, byMs) =>
    typeof value === "string"
      ? value.replace(/(?<=\D)\d{13}$/u, (time) => String(Number(time) + Math.round(byMs)))
      : value,
};

export type StampedFields = {
  readonly stamps: ReadonlyMap<string, Stamp>;
  /** Fields that are left alone with everything in them: people, above all. */
  readonly untouched: ReadonlySet<string>;
};

/** What a platform stamps in a body, which may depend on whose body it is. */
type StampedFieldsOf = (body: unknown) => StampedFields;

/** What is not JSON comes back as it is. */
export const moveBody = (body: string, fieldsOf: StampedFieldsOf, byMs: number): string => {
  const parsed = parsedOrNothing(body);
  if (parsed === undefined) return body;
  return JSON.stringify(walk(parsed, fieldsOf(parsed), (stamp, value) => stamp.moved(value, byMs)));
};

/** The latest instant a body names; null when it names none. */
export const latestInstant = (body: string, fieldsOf: StampedFieldsOf): Date | null => {
  const parsed = parsedOrNothing(body);
  let latest: Date | null = null;
  walk(parsed, fieldsOf(parsed), (stamp, value) => {
    const instant = stamp.instant?.(value) ?? null;
    if (instant !== null && instant.getTime() > (latest?.getTime() ?? -Infinity)) latest = instant;
    return value;
  });
  return latest;
};

const walk = (
  json: unknown,
  fields: StampedFields,
  visit: (stamp: Stamp, value: unknown) => unknown,
): unknown => {
  const visitField = ([name, value]: readonly [string, unknown]): [string, unknown] => {
    if (fields.untouched.has(name)) return [name, value];
    const stamp = fields.stamps.get(name);
    if (stamp === undefined) return [name, walk(value, fields, visit)];
    return [name, Array.isArray(value) ? value.map((item) => visit(stamp, item)) : visit(stamp, value)];
  };
  if (Array.isArray(json)) return json.map((item) => walk(item, fields, visit));
  return isRecord(json) ? Object.fromEntries(Object.entries(json).map(visitField)) : json;
};

const parsedOrNothing = (body: string): unknown => {
  try {
    return parseExactly(body);
  } catch (error) {
    if (isNoJson(error)) return undefined;
    throw error;
  }
};
