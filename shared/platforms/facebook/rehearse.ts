import { isRecord } from "../exact-json.ts";
import { isoStamp } from "../iso-stamp.ts";
import { signatureHeader, signatureOf } from "../meta/signature.ts";
import type { PlatformRehearsal } from "../platform-adapter.ts";
import { latestInstant, moveBody, type Stamp, type StampedFields } from "../rehearse-json.ts";

const sign: PlatformRehearsal["sign"] = (body, secret) => {
  const key = secret["appSecret"];
  if (key === undefined || key === "")
    throw new Error("Nothing to sign with: the secret of Facebook has an appSecret.");
  return { [signatureHeader]: signatureOf(body, key) };
};

/**
 * `<page>_<post>`, `<post>_<comment>`: each number moves by itself, so that a post is the same in both; a page's own
 * number stays wherever it stands.
 */
const compositeId = (pages: ReadonlySet<string>): Stamp => ({
  moved: (value, byMs) =>
    typeof value === "string" && /^\d+(?:_\d+)*$/u.test(value)
      ? value
          .split("_")
          .map((part) => (pages.has(part) ? part : String(BigInt(part) + BigInt(Math.round(byMs)))))
          .join("_")
      : value,
});

/** Seconds, or where a number is too large for those, milliseconds. */
const epoch: Stamp = {
  moved: (value, byMs) =>
    typeof value === "number" ? value + Math.floor(isInSeconds(value) ? byMs / 1000 : byMs) : value,
  instant: (value) =>
    typeof value === "number" && value > 0 ? new Date(isInSeconds(value) ? value * 1000 : value) : null,
};

const isInSeconds = (time: number): boolean => time < 100_000_000_000;

const stampedFields = (body: unknown): StampedFields => {
  const id = compositeId(new Set(pagesOf(body)));
  return {
    stamps: new Map<string, Stamp>([
      ["id", id],
      ["post_id", id],
      ["comment_id", id],
      ["parent_id", id],
      ["time", epoch],
      ["created_time", epoch],
      ["timestamp", epoch],
      ["updated_time", isoStamp((moved) => moved.toISOString().replace(/\.\d+Z$/u, "+0000"))],
    ]),
    untouched: new Set(["from", "sender", "recipient"]),
  };
};

const pagesOf = (body: unknown): readonly string[] =>
  (Array.isArray(body) ? body : [body]).flatMap((single: unknown) => {
    const entries: unknown = isRecord(single) ? single["entry"] : [];
    return Array.isArray(entries) ? entries.flatMap(pageOf) : [];
  });

const pageOf = (entry: unknown): readonly string[] =>
  isRecord(entry) && typeof entry["id"] === "string" ? [entry["id"]] : [];

export const facebookRehearsal: PlatformRehearsal = {
  sign,
  recordedAt: (body) => latestInstant(body, stampedFields),
  freshen: (body, byMs) => moveBody(body, stampedFields, byMs),
};
