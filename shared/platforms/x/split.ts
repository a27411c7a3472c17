import { isRecord } from "../exact-json.ts";
import { splitAtEntries, type Batch } from "../split-at-entries.ts";

/**
 * An X Activity body is one event and cannot be cut; an Account Activity body holds arrays named `…_events`, each cut
 * by itself, with everything else of the body (whose account, which users) in every part.
 */
export const split = (body: string, limitBytes: number): readonly string[] =>
  splitAtEntries(body, limitBytes, (parsed) => (isRecord(parsed) ? batchesOf(parsed) : []));

const batchesOf = (body: Readonly<Record<string, unknown>>): readonly Batch[] => {
  const fields = Object.entries(body);
  const around = Object.fromEntries(fields.filter(([name]) => !isArrayOfEvents(name)));
  return fields.flatMap(([name, entries]) =>
    isArrayOfEvents(name) && Array.isArray(entries)
      ? [{ entries, around: (some) => ({ ...around, [name]: some }) }]
      : [],
  );
};

const isArrayOfEvents = (name: string): boolean => name.endsWith("_events");
