import { equalsAny } from "../constant-time.ts";
import { liveValues } from "../live-secrets.ts";
import type { HandshakeAnswer, LiveSecrets, WebhookRequest } from "../platform-adapter.ts";

/**
 * Meta asks once, when the subscription is saved: it says our verify token and wants its challenge back, bare, as
 * text. The dots are part of the parameters' names.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export const answerHandshake = (request: WebhookRequest, secrets: LiveSecrets): HandshakeAnswer => {
  const mode = onlyValue(request, "hub.mode");
  const token = onlyValue(request, "hub.verify_token");
  const challenge = onlyValue(request, "hub.challenge");
  if (mode === undefined || token === undefined || challenge === undefined)
    return rejected(400, "hub.mode, hub.verify_token and hub.challenge are needed, each once");
  if (mode !== "subscribe") return rejected(403, "hub.mode is not subscribe");

  const tokens = liveValues(secrets, "verifyToken");
  if (tokens.length === 0) return { kind: "unready", missing: "verifyToken" };
  return equalsAny(token, tokens)
    ? { kind: "answer", contentType: "text/plain", body: challenge }
    : rejected(403, "hub.verify_token is not ours");
};

/** A parameter that is given once and not empty. */
const onlyValue = ({ query }: WebhookRequest, wanted: string): string | undefined => {
  const values = query.filter(([name]) => name === wanted).map(([, value]) => value);
  return values.length === 1 && values[0] !== "" ? values[0] : undefined;
};

const rejected = (status: 400 | 403, reason: string): HandshakeAnswer => ({
  kind: "rejected",
  status,
  reason,
});
