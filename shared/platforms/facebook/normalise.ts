import { PermanentError } from "../../errors.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry, unreadable } from "../read-entry.ts";
import { Body, Change, Entry, FeedItem } from "./payload.ts";
import { readComment } from "./read-comment.ts";

/** A body, which some of Meta's own samples wrap in an array. */
const normalise = (body: unknown, received: Received): readonly Outcome[] => {
  const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
  const outcomes = bodies.flatMap((single) => readBody(single, received));
  return outcomes.length === 0 ? [ignored("no entries")] : outcomes;
};

const readBody = (body: unknown, received: Received): readonly Outcome[] => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new PermanentError("The body has no shape of Meta.", { cause: parsed.error });
  const { object, entry } = parsed.data;
  if (object !== "page") return [ignored(`object ${printable(object)}`)];
  return entry.flatMap((single) => readPageEntry(single, received));
};

/** The page the dashboard's test button speaks for. */
const testPage = "0";

const readPageEntry = (raw: unknown, received: Received): readonly Outcome[] => {
  const parsed = Entry.safeParse(raw);
  if (!parsed.success) return [unreadable(bodyWith(raw), parsed.error)];
  const entry = parsed.data;
  if (entry.id === testPage) return [ignored("the dashboard's test button")];
  const { changes = [], messaging = [], standby = [] } = entry;
  const outcomes = [
    ...changes.map((change) => readEntry(bodyWith(raw, change), () => readChange(change, entry, received))),
    ...messaging.map(() => ignored("messaging")),
    ...standby.map(() => ignored("standby")),
  ];
  return outcomes.length === 0 ? [ignored("an entry without updates")] : outcomes;
};

/** A body with one entry alone, or with one change of it alone. */
const bodyWith = (entry: unknown, change?: unknown): unknown => {
  if (change === undefined || !isRecord(entry)) return { object: "page", entry: [entry] };
  return { object: "page", entry: [{ id: entry["id"], time: entry["time"], changes: [change] }] };
};

/** What of a comment's life we hear; removing and hiding come with a later step. */
const heardVerbs = ["add", "edited", "edit"];

const readChange = (change: unknown, entry: Entry, received: Received): Outcome => {
  const { field, value } = Change.parse(change);
  if (field !== "feed") return ignored(`field ${printable(field)}`);
  const { item, verb } = FeedItem.parse(value);
  if (item !== "comment") return ignored(`feed item ${printable(item)}`);
  if (!heardVerbs.includes(verb)) return ignored(`comment ${printable(verb)}`);
  return readComment(value, entry, received);
};

export const facebookParser: PlatformParser = { normalise };
