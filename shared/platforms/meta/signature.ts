import { hmacSignature, judgeSignature } from "../hmac-signature.ts";
import { liveValues } from "../live-secrets.ts";
import type { LiveSecrets, Verdict, WebhookRequest } from "../platform-adapter.ts";

/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started (the older SHA-1 header is not looked at) */
const signatureHeader = "x-hub-signature-256";

/**
 * Meta signs its own serialisation, in which `ä` is written `\u00e4`: only the bytes as received fit the signature,
 * never JSON that was parsed and written again.
 */
export const verifyWith =
  (fields: readonly [string, ...string[]]) =>
  ({ headers, body }: WebhookRequest, secrets: LiveSecrets): Verdict => {
    const signature = headers[signatureHeader];
    if (signature === undefined) return { kind: "rejected", reason: "the signature header is missing" };
    const keys = fields.flatMap((field) => liveValues(secrets, field));
    return judgeSignature({ signature, body, field: fields[0], keys, encoding: "hex" });
  };

/** The signature Meta would give these bytes. */
export const signatureOf = (body: Uint8Array | string, key: string): string =>
  hmacSignature({ body, key, encoding: "hex" });

/** Signs as Meta does, with the first of the fields that is filled in. */
export const signWith =
  (product: string, fields: readonly string[]) =>
  (body: Uint8Array, secret: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
    const key = fields.map((field) => secret[field] ?? "").find((value) => value !== "");
    if (key === undefined)
      throw new Error(`Nothing to sign with: the secret of ${product} has ${fields.join(" or ")}.`);
    return { [signatureHeader]: signatureOf(body, key) };
  };
