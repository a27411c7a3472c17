import * as z from "zod";
import { isRecord } from "../exact-json.ts";
import { Change } from "../meta/payload.ts";
import { readEntries, type Item } from "../meta/read-entries.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry } from "../read-entry.ts";
import { Status, Value } from "./payload.ts";
import { readEcho, readMessage } from "./read-message.ts";

type Around = { readonly value: Value; readonly received: Received };
type ReadOne = (raw: unknown, around: Around) => Outcome;

/** Each list of a change, and what its items are. */
const lists: readonly (readonly [
  list: "messages" | "message_echoes" | "statuses" | "errors",
  read: ReadOne,
])[] = [
  ["messages", readMessage],
  ["message_echoes", readEcho],
  ["statuses", (raw) => ignored(`status ${printable(Status.parse(raw).status)}`)],
  ["errors", () => ignored("an error of the platform")],
];

const heardFields = new Set(["messages", "smb_message_echoes"]);

const readItem = (item: Item, received: Received): readonly Outcome[] => {
  if (item.list !== "changes") return [ignored(item.list)];
  const { field, value: raw } = Change.parse(item.raw);
  if (!heardFields.has(field)) return [ignored(`field ${printable(field)}`)];
  const value = Value.parse(raw);
  const outcomes = lists.flatMap(([list, read]) =>
    (value[list] ?? []).map((one) =>
      readEntry(item.bodyWith({ field, value: withOnly(raw, list, one) }), () =>
        read(one, { value, received }),
      ),
    ),
  );
  return outcomes.length === 0 ? [ignored("a change without messages")] : outcomes;
};

/** The change's value with one thing in it, and what the others share with it. */
const withOnly = (value: unknown, list: string, one: unknown): unknown => ({
  ...Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(([name]) => !lists.some(([known]) => known === name)),
  ),
  [list]: [one],
});

const Addressed = z.object({
  entry: z.tuple([z.object({ changes: z.tuple([z.object({ value: Value })], z.unknown()) })], z.unknown()),
});

/** The number of the first change: what WhatsApp routes by. */
const accountOf = (body: unknown): string | null => {
  const addressed = Addressed.safeParse(Array.isArray(body) ? body[0] : body);
  return addressed.success ? addressed.data.entry[0].changes[0].value.metadata.phone_number_id : null;
};

export const whatsappParser: PlatformParser = {
  normalise: readEntries(["whatsapp_business_account"], readItem),
  accountOf,
};
