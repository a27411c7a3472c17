import { describe, expect, test } from "vitest";
import { decodedPath, proxyEvent, type ProxyRequest } from "../../../../infra/local/http-api/proxy-event.ts";

const request = (more: Partial<ProxyRequest> = {}): ProxyRequest => ({
  method: "POST",
  target: "/webhooks/x",
  headers: [["Host", "127.0.0.1:8787"]],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
  protocol: "HTTP/1.1",
  port: 8787,
  ...more,
});

const event = (more: Partial<ProxyRequest> = {}) =>
  proxyEvent(request(more), {
    accountId: "111122223333",
    apiId: "abcdefghij",
    requestId: "request=",
    traceId: "Root=1-0-0",
    routeKey: "ANY /webhooks/{channel}",
    pathParameters: { channel: "x" },
    at: new Date("2026-03-12T19:03:58.390Z"),
  });

test("a whole request becomes a whole event", () => {
  const whole = event({
    target: "/webhooks/x?b=1&a=two%20words&b=2",
    headers: [
      ["Host", "127.0.0.1:8787"],
      ["User-Agent", "Twitterbot/1.0"],
      ["X-Twitter-Webhooks-Signature", "sha256=a+b/c="],
      ["Accept", "text/html"],
      ["accept", "text/plain"],
      ["Content-Type", "application/json; charset=utf-8"],
      ["Cookie", "one=1; two=2"],
      ["Connection", "keep-alive"],
    ],
    body: Buffer.from('{"text":"é€😀"}'),
  });
  expect(whole).toEqual({
    version: "2.0",
    routeKey: "ANY /webhooks/{channel}",
    rawPath: "/webhooks/x",
    rawQueryString: "b=1&a=two%20words&b=2",
    cookies: ["one=1", "two=2"],
    headers: {
      host: "127.0.0.1:8787",
      "user-agent": "Twitterbot/1.0",
      "x-twitter-webhooks-signature": "sha256=a+b/c=",
      accept: "text/html,text/plain",
      "content-type": "application/json; charset=utf-8",
      "content-length": "20",
      "x-amzn-trace-id": "Root=1-0-0",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "8787",
      "x-forwarded-proto": "http",
    },
    queryStringParameters: { b: "1,2", a: "two words" },
    requestContext: {
      accountId: "111122223333",
      apiId: "abcdefghij",
      domainName: "127.0.0.1",
      domainPrefix: "127",
      http: {
        method: "POST",
        path: "/webhooks/x",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "Twitterbot/1.0",
      },
      requestId: "request=",
      routeKey: "ANY /webhooks/{channel}",
      stage: "$default",
      time: "12/Mar/2026:19:03:58 +0000",
      timeEpoch: 1773342238390,
    },
    pathParameters: { channel: "x" },
    body: '{"text":"é€😀"}',
    isBase64Encoded: false,
  });
});

test("what a request does not have is not in the event", () => {
  const keys = Object.keys(event());
  expect(keys).not.toContain("body");
  expect(keys).not.toContain("cookies");
  expect(keys).not.toContain("queryStringParameters");
});

describe("the query", () => {
  test.each([
    ["?crc_token=a%2Bb%3D&nonce=", { crc_token: "a+b=", nonce: "" }],
    ["?a=%252F", { a: "%2F" }],
    ["?hub.mode=subscribe&hub.mode=again", { "hub.mode": "subscribe,again" }],
    ["?flag", { flag: "" }],
    ["?bad=%zz", { bad: "%zz" }],
  ])("%s is decoded once", (query, parameters) => {
    expect(event({ target: `/webhooks/x${query}` })).toMatchObject({
      rawQueryString: query.slice(1),
      queryStringParameters: parameters,
    });
  });
});

describe("the path", () => {
  test("is handed on decoded, though its name says raw", () => {
    expect(event({ target: "/webhooks/a%20b" }).rawPath).toBe("/webhooks/a b");
  });

  test("that cannot be decoded is none", () => {
    expect(decodedPath("/%zz")).toBeUndefined();
  });
});

describe("the body", () => {
  const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);

  test.each([
    "application/json",
    "text/plain",
    "TEXT/html; charset=utf-8",
    "application/xml",
    "application/javascript",
  ])("of type %s is text", (type) => {
    expect(event({ headers: [["content-type", type]], body: Buffer.from("é") })).toMatchObject({
      body: "é",
      isBase64Encoded: false,
    });
  });

  test.each([
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "application/vnd.api+json",
    "image/png",
    undefined,
  ])("of type %s is base64, byte for byte", (type) => {
    const headers: [string, string][] = type === undefined ? [] : [["content-type", type]];
    const { body, isBase64Encoded } = event({ headers, body: bytes });
    expect(isBase64Encoded).toBe(true);
    expect(Buffer.from(body ?? "", "base64")).toEqual(bytes);
  });
});
