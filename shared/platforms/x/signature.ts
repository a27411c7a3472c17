import { hmacSignature, judgeSignature } from "../hmac-signature.ts";
import { liveValues } from "../live-secrets.ts";
import type { LiveSecrets, Verdict, WebhookRequest } from "../platform-adapter.ts";
import { couldBeBody } from "./could-be-body.ts";

/**
 * X signs twice: always with the app's consumer secret, and for apps that have one also with the OAuth 2.0 client
 * secret. The first header present decides, alone: a valid legacy header does not make up for a wrong newer one.
 * https://docs.x.com/x-api/webhooks/quickstart
 */
export const signatureHeaders = [
  { header: "x-twitter-webhooks-signature-oauth2", field: "clientSecret" },
  { header: "x-twitter-webhooks-signature", field: "consumerSecret" },
] as const;

export const verify = ({ headers, body }: WebhookRequest, secrets: LiveSecrets): Verdict => {
  if (!couldBeBody(body)) return { kind: "rejected", reason: "the body is neither an object nor an array" };
  for (const { header, field } of signatureHeaders) {
    const signature = headers[header];
    if (signature === undefined) continue;
    return judgeSignature({ signature, body, field, keys: liveValues(secrets, field), encoding: "base64" });
  }
  return { kind: "rejected", reason: "the signature header is missing" };
};

/** The signature X would give these bytes, or the answer it expects to its challenge. */
export const signatureOf = (body: Uint8Array | string, key: string): string =>
  hmacSignature({ body, key, encoding: "base64" });
