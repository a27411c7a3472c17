import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import { httpApiService, type HttpApiOptions } from "../../../../infra/local/http-api/http-api-service.ts";
import type { LocalPlace } from "../../../../infra/local/local-service.ts";
import { openBench } from "../lambda/lambda-bench.ts";

type Lambda = HttpApiOptions["lambda"];

const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:f";

/** A function that answers with this, or does this. */
const answering = (answer: unknown): Lambda => ({
  mayInvoke: () => true,
  invoke: async (_, event) => ({
    requestId: "request",
    payload: typeof answer === "function" ? await answer(event) : answer,
  }),
});

const openApi = async (
  lambda: Lambda,
  more: { stage?: object; integration?: object; route?: string; arn?: string; port?: number } = {},
) => {
  const directory = mkdtempSync(join(tmpdir(), "firstreply-api-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const place: LocalPlace = {
    region: "eu-west-1",
    accountId: "111122223333",
    stackName: "Bench",
    dataDirectory: directory,
    endpoint: "http://127.0.0.1:1",
    callAws: async () => ({}),
    credentialsOf: () => ({ accessKeyId: "key", secretAccessKey: "secret" }),
    report: () => {},
  };
  const api = httpApiService(place, { lambda, port: more.port ?? 0 });
  const add = async (logicalId: string, kind: string, properties: object) => {
    const type = `AWS::ApiGatewayV2::${kind}`;
    return (await api.resources[type]?.({ logicalId, type, properties: { ...properties } }))?.ref;
  };
  const ApiId = await add("Api", "Api", { Name: "api", ProtocolType: "HTTP" });
  const integration = await add("Integration", "Integration", {
    ApiId,
    IntegrationType: "AWS_PROXY",
    IntegrationUri: more.arn ?? functionArn,
    PayloadFormatVersion: "2.0",
    ...more.integration,
  });
  await add("Route", "Route", {
    ApiId,
    RouteKey: more.route ?? "ANY /webhooks/{channel}",
    Target: `integrations/${integration}`,
  });
  await add("Stage", "Stage", { ApiId, StageName: "$default", AutoDeploy: true, ...more.stage });
  await api.start?.();
  return {
    directory,
    fetch: (path: string, init?: RequestInit) => fetch(`${api.url()}${path}`, init),
    url: api.url,
    [Symbol.asyncDispose]: async () => {
      await api.stop?.();
    },
  };
};

describe("the answer", () => {
  test("is what the function says: status, headers, cookies, body", async () => {
    const answer = {
      statusCode: 201,
      headers: { "X-Count": 2, "content-type": "text/html" },
      cookies: ["a=1", "b=2"],
      body: "é",
    };
    await using api = await openApi(answering(answer));
    const response = await api.fetch("/webhooks/x");
    expect(response.status).toBe(201);
    expect(response.headers.get("x-count")).toBe("2");
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("apigw-requestid")).toMatch(/^.{16}$/);
    expect(await response.text()).toBe("é");
  });

  test.each([
    [{ ok: true }, '{"ok":true}'],
    ["hello", '"hello"'],
    [null, "null"],
  ])("without a status, %j is the body of a 200 in JSON", async (answer, body) => {
    await using api = await openApi(answering(answer));
    const response = await api.fetch("/webhooks/x");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
    expect(await response.text()).toBe(body);
  });

  test("may be bytes", async () => {
    const bytes = randomBytes(1000);
    await using api = await openApi(
      answering({ statusCode: 200, isBase64Encoded: true, body: bytes.toString("base64") }),
    );
    expect(Buffer.from(await (await api.fetch("/webhooks/x")).arrayBuffer())).toEqual(bytes);
  });

  test.each([[{ statusCode: "many" }], [{ statusCode: 200, body: {} }], [{ statusCode: 99 }]])(
    "that makes no sense, %j, is 500",
    async (answer) => {
      await using api = await openApi(answering(answer));
      const response = await api.fetch("/webhooks/x");
      expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
    },
  );
});

const refusing = (code: string): Lambda => ({
  mayInvoke: () => true,
  invoke: async () => {
    throw new AwsError({ code, message: "" });
  },
});

describe("what the API answers itself", () => {
  const failing: Lambda = {
    mayInvoke: () => true,
    invoke: async () => ({ requestId: "r", payload: {}, functionError: "Unhandled" }),
  };
  const forbidden: Lambda = { ...answering(1), mayInvoke: () => false };

  test.each([
    ["a route it does not have", answering(1), "/elsewhere", 404, "Not Found"],
    ["a path it cannot read", answering(1), "/webhooks/%zz", 400, "Bad Request"],
    ["an error of the function", failing, "/webhooks/x", 500, "Internal Server Error"],
    ["a function that gives it no permission", forbidden, "/webhooks/x", 500, "Internal Server Error"],
    ["a throttled function", refusing("TooManyRequestsException"), "/webhooks/x", 503, "Service Unavailable"],
    [
      "an event too large for Lambda",
      refusing("RequestTooLargeException"),
      "/webhooks/x",
      413,
      "Request Entity Too Large",
    ],
  ])("to %s", async (_, lambda, path, status, message) => {
    await using api = await openApi(lambda);
    const response = await api.fetch(path);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  test("to a body over 10 MB", async () => {
    await using api = await openApi(answering(1));
    const response = await api.fetch("/webhooks/x", {
      method: "POST",
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
  });

  test("to a function that takes longer than the integration may", async () => {
    const gate = Promise.withResolvers<void>();
    await using api = await openApi(
      answering(() => gate.promise),
      { integration: { TimeoutInMillis: 50 } },
    );
    const response = await api.fetch("/webhooks/x");
    expect([response.status, await response.json()]).toEqual([503, { message: "Service Unavailable" }]);
    gate.resolve();
  });

  test("to more requests than the stage's burst", async () => {
    const stage = { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 } };
    await using api = await openApi(answering(1), { stage });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await api.fetch("/webhooks/x")).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test("to more requests than the burst of a route with a throttle of its own, which takes nothing from others", async () => {
    const none = { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 };
    const one = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 };
    const stage = { DefaultRouteSettings: none, RouteSettings: { "ANY /webhooks/{channel}": one } };
    await using api = await openApi(answering(1), { stage });
    const statuses = [];
    for (const path of ["/webhooks/x", "/webhooks/y", "/elsewhere"])
      statuses.push((await api.fetch(path)).status);
    expect(statuses).toEqual([200, 429, 429]);
  });

  test("to a route whose settings are silent about it, nothing of the stage's throttle", async () => {
    const none = { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 };
    const stage = { DefaultRouteSettings: none, RouteSettings: { "ANY /webhooks/{channel}": {} } };
    await using api = await openApi(answering(1), { stage });
    expect((await api.fetch("/webhooks/x")).status).toBe(200);
  });
});

test("a form, its cookies and the parameter in its path reach the function as payload format 2.0 has them", async () => {
  await using api = await openApi(
    answering((event: unknown) => event),
    { route: "ANY /pages/{token}" },
  );
  const response = await api.fetch("/pages/1.abc_-.def", {
    method: "POST",
    headers: { cookie: "a=1; b=2" },
    body: new URLSearchParams({ action: "snooze", at: "2026-11-21T08:00" }),
  });
  expect(await response.json()).toMatchObject({
    rawPath: "/pages/1.abc_-.def",
    pathParameters: { token: "1.abc_-.def" },
    cookies: ["a=1", "b=2"],
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: Buffer.from("action=snooze&at=2026-11-21T08%3A00").toString("base64"),
    isBase64Encoded: true,
  });
});

test("a HEAD is answered like a GET, without the body", async () => {
  await using api = await openApi(answering({ statusCode: 200, headers: { "x-one": "1" }, body: "page" }));
  const response = await api.fetch("/webhooks/x", { method: "HEAD" });
  expect([response.status, response.headers.get("x-one"), await response.text()]).toEqual([200, "1", ""]);
});

test("the permission asked for is that of the route", async () => {
  const asked: unknown[] = [];
  const mayInvoke: Lambda["mayInvoke"] = (name, caller) => asked.push({ name, ...caller }) > 0;
  await using api = await openApi({ ...answering(1), mayInvoke });
  await api.fetch("/webhooks/x");
  expect(asked).toContainEqual({
    name: functionArn,
    service: "apigateway.amazonaws.com",
    sourceArn: expect.stringMatching(
      /^arn:aws:execute-api:eu-west-1:111122223333:\w{10}\/\$default\/\*\/webhooks\/\{channel\}$/,
    ),
  });
});

test("a function behind it hashes the very bytes that were sent", async () => {
  await using bench = await openBench();
  const name = await bench.add(
    `import { createHash } from "node:crypto";
     export const handler = async ({ body, isBase64Encoded }) =>
       createHash("sha256").update(Buffer.from(body, isBase64Encoded ? "base64" : "utf8")).digest("hex");`,
  );
  const { arn } = bench.lambda.definitionOf(name);
  await using api = await openApi({ ...bench.lambda, mayInvoke: () => true }, { arn });
  for (const [type, body] of [
    ["application/json", Buffer.from('{"text":"é€😀"}')],
    ["application/octet-stream", randomBytes(5000)],
  ] as const) {
    const response = await api.fetch("/webhooks/x", {
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    expect(await response.json()).toBe(createHash("sha256").update(body).digest("hex"));
  }
});

test("the access log has a line for each request in the template's format", async () => {
  const stage = {
    AccessLogSettings: {
      DestinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/api/access:*",
      Format: '{"status":"$context.status","route":"$context.routeKey","none":"$context.unknown"}',
    },
  };
  await using api = await openApi(answering(1), { stage });
  await api.fetch("/webhooks/x");
  await api.fetch("/nowhere");
  expect(
    readFileSync(join(api.directory, "logs", "api-access.log"), "utf8")
      .trim()
      .split("\n"),
  ).toEqual([
    '{"status":"200","route":"ANY /webhooks/{channel}","none":"-"}',
    '{"status":"404","route":"-","none":"-"}',
  ]);
});

test("a port that is taken is a clear error", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(openApi(answering(1), { port })).rejects.toThrow(`Port ${port} is in use`);
  other.close();
});

test.each([
  [{ route: "webhooks" }, "Route (AWS::ApiGatewayV2::Route)"],
  [{ integration: { PayloadFormatVersion: "1.0" } }, "only payload format 2.0"],
  [{ stage: { StageName: "beta" } }, "only the stage $default"],
  [{ stage: { StageVariables: {} } }, "StageVariables"],
  [{ stage: { RouteSettings: { "ANY /elsewhere": {} } } }, "Unable to find Route by key ANY /elsewhere"],
])("%j stops the start, naming what is not known", async (more, named) => {
  await expect(openApi(answering(1), more)).rejects.toThrow(named);
});
