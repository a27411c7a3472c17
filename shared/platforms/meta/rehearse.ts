import { isRecord } from "../exact-json.ts";
import { isoStamp } from "../iso-stamp.ts";
import type { PlatformRehearsal } from "../platform-adapter.ts";
import {
  latestInstant,
  moveBody,
  trailingMilliseconds,
  type Stamp,
  type StampedFields,
} from "../rehearse-json.ts";
import { signWith } from "./signature.ts";

/** Plays the side of one of Meta's products. `signingFields` are those of its door, the first one filled in signs. */
export const metaRehearsal = (product: string, signingFields: readonly string[]): PlatformRehearsal => ({
  sign: signWith(product, signingFields),
  recordedAt: (body) => latestInstant(body, stampedFields),
  freshen: (body, byMs) => moveBody(body, stampedFields, byMs),
});

/**
 * `<page>_<post>`, `<post>_<comment>`: each number moves by itself, so that a post is the same in both; an account's
 * own number stays wherever it stands. What is no number moves by the milliseconds it ends in, if it does.
 */
const compositeId = (accounts: ReadonlySet<string>): Stamp => ({
  moved: (value, byMs) =>
    typeof value === "string" && /^\d+(?:_\d+)*$/u.test(value)
      ? value
          .split("_")
          .map((part) => (accounts.has(part) ? part : String(BigInt(part) + BigInt(Math.round(byMs)))))
          .join("_")
      : trailingMilliseconds.moved(value, byMs),
});

const iso = isoStamp((moved) => moved.toISOString().replace(/\.\d+Z$/u, "+0000"));

/** Seconds, or where a number is too large for those, milliseconds; either may be text, or the time be written out. */
const epoch: Stamp = {
  moved: (value, byMs) => {
    if (typeof value === "string" && /^(?:\d{10}|\d{13})$/u.test(value))
      return String(movedNumber(Number(value), byMs));
    return typeof value === "number" ? movedNumber(value, byMs) : iso.moved(value, byMs);
  },
  instant: (value) => {
    const time = typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
    if (typeof time !== "number") return iso.instant(time);
    return time > 0 ? new Date(isInSeconds(time) ? time * 1000 : time) : null;
  },
};

const movedNumber = (time: number, byMs: number): number =>
  time + Math.floor(isInSeconds(time) ? byMs / 1000 : byMs);

const isInSeconds = (time: number): boolean => time < 100_000_000_000;

const idFields = [
  "id",
  "post_id",
  "comment_id",
  "parent_id",
  "media_id",
  "original_media_id",
  "mid",
  "original_message_id",
];
const timeFields = ["time", "created_time", "timestamp", "updated_time", "deleted_at", "watermark"];

const stampedFields = (body: unknown): StampedFields => {
  const id = compositeId(new Set(accountsOf(body)));
  return {
    stamps: new Map<string, Stamp>([
      ...idFields.map((field) => [field, id] as const),
      ...timeFields.map((field) => [field, epoch] as const),
    ]),
    untouched: new Set(["from", "sender", "recipient", "owner", "contacts", "metadata"]),
  };
};

const accountsOf = (body: unknown): readonly string[] =>
  (Array.isArray(body) ? body : [body]).flatMap((single: unknown) => {
    const entries: unknown = isRecord(single) ? single["entry"] : [];
    return Array.isArray(entries) ? entries.flatMap(accountOf) : [];
  });

const accountOf = (entry: unknown): readonly string[] =>
  isRecord(entry) && typeof entry["id"] === "string" ? [entry["id"]] : [];
