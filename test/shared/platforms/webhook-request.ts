import type { WebhookRequest } from "../../../shared/platforms/platform-adapter.ts";

/** A delivery: raw bytes and the headers that came with them. */
export const delivery = (
  body: string | Uint8Array,
  headers: WebhookRequest["headers"] = {},
): WebhookRequest => ({
  method: "POST",
  query: [],
  headers,
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});

/** A challenge, its query decoded the way an HTTP API decodes it. */
export const challenge = (query: string): WebhookRequest => ({
  method: "GET",
  query: [...new URLSearchParams(query)],
  headers: {},
  body: new Uint8Array(),
});
