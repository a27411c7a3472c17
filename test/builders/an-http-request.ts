import type { HttpRequest } from "../../shared/handlers/on-request.ts";

/** A request as the wrapper hands it over, at 3 in the morning: a GET of nothing in particular. */
export const anHttpRequest = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  path: "/",
  pathParameters: {},
  query: [],
  headers: {},
  cookies: {},
  body: Buffer.alloc(0),
  receivedAt: new Date("2026-11-21T03:00:00.000Z"),
  ...changes,
});
