import { createHash } from "node:crypto";
import { isoStamp } from "../iso-stamp.ts";
import type { PlatformRehearsal } from "../platform-adapter.ts";
import {
  latestInstant,
  moveBody,
  trailingMilliseconds,
  type Stamp,
  type StampedFields,
} from "../rehearse-json.ts";
import { signatureOf } from "./signature.ts";

/** A delivery keeps its id when it is sent again, so the bytes name it. */
const sign: PlatformRehearsal["sign"] = (body, secret, at) => {
  const key = secret["signingSecret"];
  if (key === undefined || key === "")
    throw new Error("Nothing to sign with: the secret of Standard Webhooks has a signingSecret.");
  const id = `msg_${createHash("sha256").update(body).digest("base64url").slice(0, 27)}`;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatureOf({ id, timestamp, body, secret: key }),
  };
};

const instant = isoStamp((moved) => moved.toISOString());

const stampedFields: StampedFields = {
  stamps: new Map<string, Stamp>([
    ["id", trailingMilliseconds],
    ["threadId", trailingMilliseconds],
    ["replyTo", trailingMilliseconds],
    ["createdAt", instant],
    ["at", instant],
  ]),
  untouched: new Set(["author"]),
};

export const standardWebhooksRehearsal: PlatformRehearsal = {
  sign,
  recordedAt: (body) => latestInstant(body, () => stampedFields),
  freshen: (body, byMs) => moveBody(body, () => stampedFields, byMs),
};
