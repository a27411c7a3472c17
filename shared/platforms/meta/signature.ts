import { hmacSignature, judgeSignature } from "../hmac-signature.ts";
import { liveValues } from "../live-secrets.ts";
import type { LiveSecrets, Verdict, WebhookRequest } from "../platform-adapter.ts";

/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started (the older SHA-1 header is not looked at) */
export const signatureHeader = "x-hub-signature-256";

/**
 * Meta signs its own serialisation, in which `ä` is written `\u00e4`: only the bytes as received fit the signature,
 * never JSON that was parsed and written again.
 */
export const verify = ({ headers, body }: WebhookRequest, secrets: LiveSecrets): Verdict => {
  const signature = headers[signatureHeader];
  if (signature === undefined) return { kind: "rejected", reason: "the signature header is missing" };
  const field = "appSecret";
  return judgeSignature({ signature, body, field, keys: liveValues(secrets, field), encoding: "hex" });
};

/** The signature Meta would give these bytes. */
export const signatureOf = (body: Uint8Array | string, key: string): string =>
  hmacSignature({ body, key, encoding: "hex" });
