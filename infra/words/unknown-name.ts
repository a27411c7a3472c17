import { nearestOf } from "./nearest-of.ts";

const longest = 60;

/** A name as it was written, kept to one short line: it may be anything. */
export const quoted = (name: string): string =>
  /^[\w.:@-]+$/u.test(name) && name.length <= longest ? name : JSON.stringify(name.slice(0, longest));

/** `no team is called "sercive": did you mean service?`, or all there are where none is near. */
export const unknownName = (kind: string, name: string, known: readonly string[]): string => {
  const near = nearestOf(name, known);
  const instead =
    near === undefined ? `there are ${known.join(", ") || "(none yet)"}` : `did you mean ${near}?`;
  return `no ${kind} is called ${JSON.stringify(name.slice(0, longest))}: ${instead}`;
};

/** `knows nothing called clasification: did you mean classification?`, for each key an object has no place for. */
export const unknownKeys = (keys: readonly string[], known: readonly string[], taken: object): string =>
  keys
    .map((key) => {
      const near = nearestOf(
        key,
        known.filter((name) => !Object.hasOwn(taken, name)),
      );
      const instead =
        near === undefined ? `take it out, it knows ${known.join(", ")}` : `did you mean ${near}?`;
      return `knows nothing called ${quoted(key)}: ${instead}`;
    })
    .join("; ");
