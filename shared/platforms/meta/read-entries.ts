/**
 * The envelope Meta's products share: a body, its entries (one for each account that something happened to), and in
 * every entry lists of changes and messages. Each item of each list is read by itself.
 */
import { PermanentError } from "../../errors.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { ignored, printable, readEach, unreadable } from "../read-entry.ts";
import { Body, Entry } from "./payload.ts";

type ItemList = "changes" | "messaging" | "standby";

/** One item of an entry, and how to keep it alone. */
export type Item = {
  readonly list: ItemList;
  readonly raw: unknown;
  readonly entry: Entry;
  /** A body of the same shape with only this in the item's place. */
  readonly bodyWith: (item: unknown) => unknown;
};

export type ReadItem = (item: Item, received: Received) => Outcome | readonly Outcome[];

/** A body, which some of Meta's own samples wrap in an array. `objects` are those this platform answers for. */
export const readEntries =
  (objects: readonly string[], readItem: ReadItem) =>
  (body: unknown, received: Received): readonly Outcome[] => {
    const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
    const outcomes = bodies.flatMap((single) => readBody(single, { objects, readItem, received }));
    return outcomes.length === 0 ? [ignored("no entries")] : outcomes;
  };

type Reading = {
  readonly objects: readonly string[];
  readonly readItem: ReadItem;
  readonly received: Received;
};

const readBody = (body: unknown, reading: Reading): readonly Outcome[] => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new PermanentError("The body has no shape of Meta.", { cause: parsed.error });
  const { object, entry } = parsed.data;
  if (!reading.objects.includes(object)) return [ignored(`object ${printable(object)}`)];
  return entry.flatMap((single) => readOne(object, single, reading));
};

/** The account the dashboard's test button speaks for. */
const testAccount = "0";

const readOne = (object: string, raw: unknown, { readItem, received }: Reading): readonly Outcome[] => {
  const parsed = Entry.safeParse(raw);
  if (!parsed.success) return [unreadable({ object, entry: [raw] }, parsed.error)];
  if (parsed.data.id === testAccount) return [ignored("the dashboard's test button")];
  const outcomes = itemsOf(object, raw, parsed.data).flatMap((item) =>
    readEach(item.bodyWith(item.raw), () => [readItem(item, received)].flat()),
  );
  return outcomes.length === 0 ? [ignored("an entry without updates")] : outcomes;
};

const itemsOf = (object: string, raw: unknown, entry: Entry): readonly Item[] => {
  const { changes = [], messaging = [], standby = [], field, value } = entry;
  const onEntry = field === undefined ? [] : [{ field, value }];
  const lists = { changes: [...changes, ...onEntry], messaging, standby };
  const around = isRecord(raw) ? { id: raw["id"], time: raw["time"] } : {};
  return (["changes", "messaging", "standby"] as const).flatMap((list) =>
    lists[list].map((item) => ({
      list,
      raw: item,
      entry,
      bodyWith: (alone: unknown) => ({ object, entry: [{ ...around, [list]: [alone] }] }),
    })),
  );
};

/** The account of the first entry. */
export const accountOf = (body: unknown): string | null => {
  const parsed = Body.safeParse(Array.isArray(body) ? body[0] : body);
  const entry = Entry.safeParse(parsed.success ? parsed.data.entry[0] : null);
  return entry.success ? entry.data.id : null;
};
