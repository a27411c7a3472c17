import { isoStamp } from "../iso-stamp.ts";
import type { PlatformRehearsal } from "../platform-adapter.ts";
import { latestInstant, moveBody, type Stamp, type StampedFields } from "../rehearse-json.ts";
import { signatureHeaders, signatureOf } from "./signature.ts";

const sign: PlatformRehearsal["sign"] = (body, secret) => {
  const signatures = signatureHeaders.flatMap(({ header, field }) => {
    const key = secret[field];
    return key === undefined || key === "" ? [] : [[header, signatureOf(body, key)] as const];
  });
  if (signatures.length === 0)
    throw new Error("Nothing to sign with: the secret of X has a consumerSecret, a clientSecret, or both.");
  return Object.fromEntries(signatures);
};

/**
 * An X id carries the milliseconds since November 2010 above its lower 22 bits, so an id moves in time like an
 * instant does, and keeps its place among the others.
 */
const snowflake: Stamp = {
  moved: (value, byMs) =>
    typeof value === "string" && /^\d+$/u.test(value)
      ? String(BigInt(value) + (BigInt(Math.round(byMs)) << 22n))
      : value,
};

const millisecondText: Stamp = {
  moved: (value, byMs) =>
    typeof value === "string" && /^\d{13}$/u.test(value) ? String(Number(value) + Math.round(byMs)) : value,
};

const instant = isoStamp((moved) => moved.toISOString());

const stampedFields: StampedFields = {
  stamps: new Map<string, Stamp>([
    ["id", snowflake],
    ["event_uuid", snowflake],
    ["conversation_id", snowflake],
    ["in_reply_to_tweet_id", snowflake],
    ["edit_history_tweet_ids", snowflake],
    ["liked_tweet_id", snowflake],
    ["created_at", instant],
    ["date_time", instant],
    // Lies ahead of the post: it moves, but does not say when the body was written.
    ["editable_until", { moved: instant.moved }],
    ["created_timestamp", millisecondText],
    ["created_at_msec", millisecondText],
    ["timestamp_ms", millisecondText],
  ]),
  untouched: new Set(["users", "user", "source", "target", "entities", "filter", "apps", "matching_rules"]),
};

export const xRehearsal: PlatformRehearsal = {
  sign,
  recordedAt: (body) => latestInstant(body, () => stampedFields),
  freshen: (body, byMs) => moveBody(body, () => stampedFields, byMs),
};
