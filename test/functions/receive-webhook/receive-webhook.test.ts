import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { maxBodyBytes, receiveWebhook } from "../../../functions/receive-webhook/receive-webhook.ts";
import type { HttpRequest } from "../../../shared/handlers/on-request.ts";
import { doors } from "../../../shared/platforms/doors.ts";
import type { LiveSecrets } from "../../../shared/platforms/platform-adapter.ts";
import { anHttpRequest } from "../../builders/an-http-request.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";

type Put = {
  readonly channelId: string;
  readonly receivedAt: string;
  readonly body: string;
  readonly encoding: string;
  readonly part: string;
};

const pipeline = (secrets: LiveSecrets = [{ consumerSecret: "current" }], fail: Error | null = null) => {
  const enqueued: Put[] = [];
  const asked: boolean[] = [];
  const telemetry = recordedTelemetry();
  const receive = receiveWebhook({
    channels: { x: { door: doors.x, secretId: "secret-of-x" } },
    secrets: {
      read: async (_, options) => {
        asked.push(options?.fresh ?? false);
        return [...secrets];
      },
    },
    intake: {
      put: async (message) => {
        if (fail !== null) throw fail;
        enqueued.push(message);
      },
    },
    telemetry,
  });
  return { receive, enqueued, asked, telemetry };
};

const sign = (body: string | Uint8Array, secret = "current") =>
  `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`;

const request = (changes: Partial<HttpRequest> = {}): HttpRequest =>
  anHttpRequest({
    method: "POST",
    pathParameters: { channel: "x" },
    body: Buffer.from("{}"),
    ...changes,
  });

const signed = (body: string | Uint8Array, secret?: string): HttpRequest =>
  request({ body: Buffer.from(body), headers: { "x-twitter-webhooks-signature": sign(body, secret) } });

describe("a signed body", () => {
  test("is on the intake queue, byte for byte, before it is answered 200", async () => {
    const { receive, enqueued, telemetry } = pipeline();
    const body = '{"data": {"event_type":"post.mention.create", "id": 12345678901234567890}}\n';
    expect(await receive(signed(body))).toMatchObject({ status: 200 });
    expect(telemetry.counts).toEqual({ WebhookAccepted: 1, "WebhooksReceived x": 1 });
    expect(enqueued).toEqual([
      { channelId: "x", receivedAt: "2026-11-21T03:00:00.000Z", body, encoding: "text", part: "1/1" },
    ]);
  });

  test.each([
    ["broken JSON", "{not json"],
    ["a list of nothing", "[]"],
    ["a byte order mark", "\uFEFF{}"],
  ])("is accepted when it is %s", async (_, body) => {
    const { receive, enqueued } = pipeline();
    expect(await receive(signed(body))).toMatchObject({ status: 200 });
    expect(enqueued).toHaveLength(1);
  });

  test("of bytes no queue could carry travels as base64", async () => {
    const { receive, enqueued } = pipeline();
    const body = Uint8Array.from([0x7b, 0xff, 0x00]);
    expect(await receive(signed(body))).toMatchObject({ status: 200 });
    expect(enqueued).toMatchObject([{ encoding: "base64", body: "e/8A" }]);
  });

  test("that the previous secret signed is accepted while the new one is being rolled out", async () => {
    const { receive } = pipeline([{ consumerSecret: "newer" }, { consumerSecret: "older" }]);
    expect(await receive(signed("{}", "older"))).toMatchObject({ status: 200 });
    expect(await receive(signed("{}", "newer"))).toMatchObject({ status: 200 });
    expect(await receive(signed("{}", "oldest"))).toMatchObject({ status: 401 });
  });
});

describe("what is refused leaves nothing on the queue and is counted", () => {
  test.each([
    ["an unsigned body", request(), 401],
    ["a body signed with another secret", signed("{}", "somebody else's"), 401],
    ["a signature over other bytes", { ...signed("{}"), body: Buffer.from("{} ") }, 401],
    ["a signed body X could not have written", signed("hello"), 401],
    ["an unknown channel", request({ pathParameters: { channel: "myspace" } }), 404],
    [
      "a channel named like a part of every object",
      request({ pathParameters: { channel: "constructor" } }),
      404,
    ],
    ["another method", request({ method: "DELETE" }), 405],
    ["a body over 4 MiB", request({ body: Buffer.alloc(maxBodyBytes + 1) }), 413],
    ["a challenge without its token", request({ method: "GET" }), 400],
    [
      "a challenge with two tokens",
      request({
        method: "GET",
        query: [
          ["crc_token", "a"],
          ["crc_token", "b"],
        ],
      }),
      400,
    ],
  ] as const)("%s", async (_, bad, status) => {
    const { receive, enqueued, telemetry } = pipeline();
    const answer = await receive(bad);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error: expect.any(String) });
    expect(enqueued).toEqual([]);
    expect(telemetry.counts).toEqual({ WebhookRejected: 1 });
  });
});

test("the log says which channel refused what, as the access log says no paths, and no name that a stranger made up", async () => {
  const { receive, telemetry } = pipeline();
  await receive(request());
  await receive(request({ pathParameters: { channel: "<made up>" } }));
  expect(telemetry.notes.map(({ facts }) => facts)).toEqual([
    { reason: "signature", channelId: "x", status: 401 },
    { reason: "unknown-channel", channelId: null, status: 404 },
  ]);
});

test("a webhook that fails inside is counted as lost for its channel, and answered 500 by the wrapper", async () => {
  const { receive, telemetry } = pipeline(undefined, new Error("the queue is away"));
  await expect(receive(signed("{}"))).rejects.toThrow("the queue is away");
  expect(telemetry.counts).toEqual({ "WebhooksLost x": 1 });
});

test("a challenge is answered from the secret alone, and counted", async () => {
  const { receive, telemetry } = pipeline([{ consumerSecret: "apiSecret" }]);
  const answer = await receive(request({ method: "GET", query: [["crc_token", "test token"]] }));
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({
    response_token: "sha256=O5hJl2njQRIa4vsumZ+3oom9ECR5m3aQLRZkPoYelp0=",
  });
  expect(telemetry.counts).toEqual({ "HandshakesAnswered x": 1 });
});

test("a secret nobody has filled in answers 503, to a challenge and to a webhook", async () => {
  const { receive, enqueued } = pipeline([{}]);
  expect(await receive(request({ method: "GET", query: [["crc_token", "token"]] }))).toMatchObject({
    status: 503,
  });
  expect(await receive(signed("{}"))).toMatchObject({ status: 503 });
  expect(enqueued).toEqual([]);
});

test("only a signature that does not fit makes us ask for a newer secret", async () => {
  const { receive, asked } = pipeline();
  await receive(signed("{}"));
  expect(asked).toEqual([false]);
  await receive(signed("{}", "wrong"));
  expect(asked).toEqual([false, false, true]);
});
