import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { proxyEvent } from "../../../infra/local/http-api/proxy-event.ts";
import { onRequest, type HttpAnswer, type HttpRequest } from "../../../shared/handlers/on-request.ts";
import { aContext } from "../../builders/a-context.ts";

const event = (headers: readonly (readonly [string, string])[] = []) =>
  proxyEvent(
    {
      method: "POST",
      target: "/pages/a%20token?q=1",
      headers: [["Host", "127.0.0.1"], ...headers],
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

/** What a function that does this work answers to the event. */
const answerTo = (
  work: (request: HttpRequest) => Partial<HttpAnswer>,
  { given = event(), failed }: { given?: APIGatewayProxyEventV2; failed?: HttpAnswer } = {},
) => onRequest(async (request) => ({ status: 200, body: "", ...work(request) }), failed)(given, aContext());

test("a request was received when the API says, whatever this machine's clock shows", async () => {
  const answer = answerTo(({ receivedAt }) => ({ body: receivedAt.toISOString() }));
  expect(await answer).toMatchObject({ body: "2026-03-12T19:03:58.390Z" });
});

test("a request says its path, without the query", async () => {
  expect(await answerTo(({ path }) => ({ body: path }))).toMatchObject({ body: "/pages/a token" });
});

test.each([
  ["page=abc", { page: "abc" }],
  ["page=a=b==; other=1", { other: "1", page: "a=b==" }],
  ["page=narrow; page=wide", { page: "narrow" }],
  ["page", { page: "" }],
  ["__proto__=x", JSON.parse('{"__proto__":"x"}')],
])("the cookies of %s are %j", async (header, cookies) => {
  const given = event([["Cookie", header]]);
  expect(await answerTo((request) => ({ body: JSON.stringify(request.cookies) }), { given })).toMatchObject({
    body: JSON.stringify(cookies),
  });
});

test("each cookie of an answer is one of its own, and an answer without any says nothing of them", async () => {
  expect(await answerTo(() => ({ cookies: ["a=1", "b=2"] }))).toMatchObject({ cookies: ["a=1", "b=2"] });
  expect(await answerTo(() => ({}))).not.toHaveProperty("cookies");
});

const failing = (): never => {
  throw new Error("away");
};

test.each([
  ["one sentence", undefined, { statusCode: 500, body: expect.stringContaining("on our side") }],
  ["what the function says instead", { status: 503, body: "<p>" }, { statusCode: 503, body: "<p>" }],
])("work that throws is answered with %s, and nothing of what went wrong", async (_, failed, answer) => {
  const given = await answerTo(failing, failed && { failed });
  expect(given).toMatchObject(answer);
  expect(JSON.stringify(given)).not.toContain("away");
});
