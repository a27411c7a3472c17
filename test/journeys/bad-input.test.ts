import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
let url: string;
beforeAll(async () => {
  pipeline = await startPipeline();
  url = pipeline.runtime.outputs["WebhookUrl"] ?? "";
});
afterAll(() => pipeline.stop());

const intakeCount = (): number =>
  pipeline.runtime
    .queueDepths()
    .filter(({ name }) => /Intake/u.test(name))
    .reduce((sum, { visible, inFlight }) => sum + visible + inFlight, 0);

describe("what a stranger sends is refused with a short sentence, and nothing is enqueued", () => {
  const big = "x".repeat(4 * 1024 * 1024 + 1);
  test.each([
    ["an unsigned body", "/x", { method: "POST", body: "{}" }, 401],
    [
      "a wrong signature",
      "/x",
      { method: "POST", body: "{}", headers: { "x-twitter-webhooks-signature": "sha256=AAAA" } },
      401,
    ],
    [
      "a signature in the wrong encoding",
      "/facebook",
      { method: "POST", body: "{}", headers: { "x-hub-signature-256": "sha256=not-hex" } },
      401,
    ],
    ["an unknown channel", "/myspace", { method: "POST", body: "{}" }, 404],
    ["another method", "/x", { method: "DELETE" }, 405],
    ["one more method", "/facebook", { method: "PUT", body: "{}" }, 405],
    ["a body over 4 MiB", "/x", { method: "POST", body: big }, 413],
    ["a challenge without a token", "/x", { method: "GET" }, 400],
    ["a challenge with two tokens", "/x?crc_token=a&crc_token=b", { method: "GET" }, 400],
    [
      "a verification with another token",
      "/facebook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess",
      { method: "GET" },
      403,
    ],
  ] as const)("%s", async (_, path, request, status) => {
    const response = await fetch(`${url}${path}`, request);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ error: expect.stringMatching(/^.{5,80}$/u) });
    expect(intakeCount()).toBe(0);
  });
});

describe("what a platform signed is always taken", () => {
  test.each([
    ["an empty array", "facebook", []],
    ["an object of no shape we know", "x", { hello: "there" }],
    ["an event type of tomorrow", "x", { data: { event_type: "post.dream.create", payload: {} } }],
    ["a number", "facebook", 42],
    ["bytes that are not even text", "facebook", "\u0000\uFFFD"],
  ] as const)("%s", async (_, platform, body) => {
    expect(await pipeline.deliver(platform, body)).toBe(200);
  });

  test("whatever content type it claims", async () => {
    const { facebook } = JSON.parse(JSON.stringify(pipeline.secrets));
    const body = "<xml/>";
    const signature = `sha256=${createHmac("sha256", facebook.appSecret).update(body).digest("hex")}`;
    const headers = { "content-type": "application/x-nonsense", "x-hub-signature-256": signature };
    const response = await fetch(`${url}/facebook`, { method: "POST", body, headers });
    expect(response.status).toBe(200);
  });
});

test("what X answers to a challenge signs nothing that would be taken as a webhook", async () => {
  const body = "anything a stranger likes";
  const crc = await fetch(`${url}/x?${new URLSearchParams({ crc_token: body }).toString()}`);
  const { response_token: signature } = z.object({ response_token: z.string() }).parse(await crc.json());
  for (const header of ["x-twitter-webhooks-signature", "x-twitter-webhooks-signature-oauth2"]) {
    const response = await fetch(`${url}/x`, { method: "POST", body, headers: { [header]: signature } });
    expect(response.status).toBe(401);
  }
});

test("the platforms' challenges are answered", async () => {
  const { x, facebook } = pipeline.secrets;
  const crc = await fetch(`${url}/x?crc_token=a+b%2Bc`);
  const expected = createHmac("sha256", x?.["clientSecret"] ?? "")
    .update("a b+c")
    .digest("base64");
  expect(await crc.json()).toEqual({ response_token: `sha256=${expected}` });
  const hub = await fetch(
    `${url}/facebook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${facebook?.["verifyToken"]}`,
  );
  expect(hub.headers.get("content-type")).toMatch(/^text\/plain/u);
  expect(await hub.text()).toBe("1158201444");
});

test("no line of any log holds a text, a handle or a secret", async () => {
  const said = pipeline.logs.join("\n");
  expect(said).not.toBe("");
  for (const fields of Object.values(pipeline.secrets))
    for (const secret of Object.values(fields)) expect(said).not.toContain(secret);
});
