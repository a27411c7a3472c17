/**
 * Standard Webhooks: the signature covers the delivery's id, its time and the bytes, so that a captured request is worth
 * nothing five minutes later. A sender that rotates its secret signs with both; a receiver that rotates holds both.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac } from "node:crypto";
import { equalsAny } from "../constant-time.ts";
import { liveValues } from "../live-secrets.ts";
import type { LiveSecrets, Verdict, WebhookRequest } from "../platform-adapter.ts";

const toleranceSeconds = 300;

export const verify = (request: WebhookRequest, secrets: LiveSecrets): Verdict => {
  const { headers, body, receivedAt } = request;
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  const signatures = headers["webhook-signature"] ?? "";
  if (id === "" || signatures === "") return rejected("webhook-id and webhook-signature are needed");
  if (!/^\d{1,11}$/u.test(timestamp)) return rejected("webhook-timestamp is not a number of seconds");
  if (Math.abs(receivedAt.getTime() / 1000 - Number(timestamp)) > toleranceSeconds)
    return rejected("webhook-timestamp is more than five minutes away from now");

  const keys = liveValues(secrets, "signingSecret").filter(isSecret);
  if (keys.length === 0) return { kind: "unready", missing: "signingSecret" };
  const expected = keys.map((secret) => signatureOf({ id, timestamp, body, secret }));
  return signatures.split(" ").some((signature) => equalsAny(signature, expected))
    ? { kind: "verified" }
    : rejected("no signature fits the body");
};

type Signed = {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: Uint8Array | string;
  readonly secret: string;
};

/** The signature as it stands in the header, one of perhaps several. */
export const signatureOf = ({ id, timestamp, body, secret }: Signed): string => {
  const mac = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${mac.digest("base64")}`;
};

/** `whsec_` and the key in base64; the prefix may be missing. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/u, ""), "base64");

/** A key of no bytes would let anybody sign. */
const isSecret = (secret: string): boolean => keyOf(secret).byteLength > 0;

const rejected = (reason: string): Verdict => ({ kind: "rejected", reason });
