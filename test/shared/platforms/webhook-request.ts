import type { WebhookRequest } from "../../../shared/platforms/platform-adapter.ts";

/** A delivery: raw bytes and the headers that came with them. */
export const delivery = (
  body: string | Uint8Array,
  headers: WebhookRequest["headers"] = {},
  receivedAt = new Date("2026-11-21T00:00:00Z"),
): WebhookRequest => ({
  method: "POST",
  query: [],
  headers,
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
  receivedAt,
});

/** A challenge, its query decoded the way an HTTP API decodes it. */
export const challenge = (query: string): WebhookRequest => ({
  method: "GET",
  query: [...new URLSearchParams(query)],
  headers: {},
  body: new Uint8Array(),
  receivedAt: new Date("2026-11-21T00:00:00Z"),
});
