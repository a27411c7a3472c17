/**
 * X asks again and again whether we still hold the secret (CRC). A wrong token with a 2xx invalidates the webhook at
 * once, where a 4xx or 5xx is forgiven for a day: so nothing is ever answered that may be wrong.
 *
 * The answer to a challenge is computed exactly like the signature of a webhook, and anybody may ask. A challenge that
 * could be a webhook's body is therefore refused, as `verify` refuses every other body; X's own tokens never can be one.
 * https://docs.x.com/x-api/webhooks/introduction
 */
import type { HandshakeAnswer, LiveSecrets, WebhookRequest } from "../platform-adapter.ts";
import { couldBeBody } from "./could-be-body.ts";
import { signatureOf } from "./signature.ts";

/** Nobody needs us to sign more than two kilobytes. */
const longestToken = 2100;

export const answerHandshake = ({ query }: WebhookRequest, secrets: LiveSecrets): HandshakeAnswer => {
  const tokens = query.filter(([name]) => name === "crc_token").map(([, value]) => value);
  const [token] = tokens;
  if (token === undefined || token === "") return badRequest("crc_token is missing");
  if (tokens.length > 1) return badRequest("crc_token is given more than once");
  if (token.length > longestToken) return badRequest("crc_token is too long");
  if (couldBeBody(Buffer.from(token))) return badRequest("crc_token is not a challenge of X");

  const key = challengeKey(secrets);
  if (key === undefined) return { kind: "unready", missing: "consumerSecret" };
  const body = JSON.stringify({ response_token: signatureOf(token, key) });
  return { kind: "answer", contentType: "application/json", body };
};

/** The client secret where the newest version has one, else its consumer secret. */
const challengeKey = (secrets: LiveSecrets): string | undefined =>
  secrets
    .map(({ clientSecret, consumerSecret }) => clientSecret || consumerSecret)
    .find((key) => key !== undefined && key !== "");

const badRequest = (reason: string): HandshakeAnswer => ({ kind: "rejected", status: 400, reason });
