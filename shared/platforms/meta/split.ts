import { isRecord } from "../exact-json.ts";
import { splitAtEntries, type Batch } from "../split-at-entries.ts";

/** The lists in which an entry carries what happened. */
const lists = ["changes", "messaging", "standby"];

/** Meta groups up to 1,000 updates: cut between entries, and inside an entry between its changes or messages. */
export const split = (body: string, limitBytes: number): readonly string[] =>
  splitAtEntries(body, limitBytes, (parsed) =>
    (Array.isArray(parsed) ? parsed : [parsed]).flatMap(batchesOf),
  );

const batchesOf = (body: unknown): readonly Batch[] =>
  isRecord(body) && Array.isArray(body["entry"])
    ? [{ entries: body["entry"].flatMap(updatesOf), around: (entry) => ({ ...body, entry }) }]
    : [];

/** The entry once for each of its updates, or as it is when it carries none. */
const updatesOf = (entry: unknown): readonly unknown[] => {
  if (!isRecord(entry)) return [entry];
  const around = Object.fromEntries(Object.entries(entry).filter(([name]) => !lists.includes(name)));
  const updates = lists.flatMap((list) => {
    const items = entry[list];
    return Array.isArray(items) ? items.map((item: unknown) => ({ ...around, [list]: [item] })) : [];
  });
  return updates.length === 0 ? [entry] : updates;
};
