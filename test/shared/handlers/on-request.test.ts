import { expect, test } from "vitest";
import { proxyEvent } from "../../../infra/local/http-api/proxy-event.ts";
import { onRequest } from "../../../shared/handlers/on-request.ts";
import { aContext } from "../../builders/a-context.ts";

const event = proxyEvent(
  {
    method: "POST",
    target: "/webhooks/x",
    headers: [["Host", "127.0.0.1"]],
    body: Buffer.from("{}"),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
    port: 80,
  },
  {
    accountId: "111122223333",
    apiId: "abcdefghij",
    requestId: "r",
    traceId: "t",
    routeKey: "$default",
    pathParameters: {},
    at: new Date("2026-03-12T19:03:58.390Z"),
  },
);

test("a request was received when the API says, whatever this machine's clock shows", async () => {
  const handler = onRequest(async ({ receivedAt }) => ({ status: 200, body: receivedAt.toISOString() }));
  expect(await handler(event, aContext())).toMatchObject({ body: "2026-03-12T19:03:58.390Z" });
});
