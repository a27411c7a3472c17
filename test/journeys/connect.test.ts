/** An operator connects channels of the running template; the platforms are fakes that ask, sign and refuse like the real ones. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { region } from "../../infra/local/runtime.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { startFakeGraph, type FakeGraph } from "../platforms/fake-graph.ts";
import { startFakeX, type FakeX } from "../platforms/fake-x.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import journeysConfig from "./journeys.config.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
let x: FakeX;
let graph: FakeGraph;
let secretsManager: SecretsManagerClient;
let place: string;

beforeAll(async () => {
  pipeline = await startPipeline();
  const { endpoint, operator: credentials } = pipeline.runtime;
  secretsManager = new SecretsManagerClient({ endpoint, region, credentials });
  x = await startFakeX({
    account: "2244994945",
    signingSecret: pipeline.secrets["x"]?.["clientSecret"] ?? "",
  });
  graph = await startFakeGraph();
  place = mkdtempSync(join(tmpdir(), "firstreply-connect-"));
  const { channels } = journeysConfig;
  const config = {
    ...journeysConfig,
    channels: {
      ...channels,
      x: { ...channels["x"], api: x.api },
      facebook: { ...channels["facebook"], api: graph.api },
    },
  };
  writeFileSync(join(place, "config.ts"), `export default ${JSON.stringify(config)};`);
});
afterAll(async () => {
  secretsManager.destroy();
  rmSync(place, { recursive: true });
  await Promise.all([pipeline.stop(), x.close(), graph.close()]);
});

const connect = (...words: string[]) =>
  firstreply("connect", ...words, "--config", join(place, "config.ts"), "--data", pipeline.dataDirectory);
const stateOf = ({ lines }: Awaited<ReturnType<typeof connect>>, channel: string) =>
  lines.find((line) => line["channel"] === channel && "verdict" in line);

const secretId = (output: string): string => pipeline.runtime.outputs[output] ?? "";
const fill = (output: string, fields: object) =>
  secretsManager.send(
    new PutSecretValueCommand({ SecretId: secretId(output), SecretString: JSON.stringify(fields) }),
  );

test("a channel with nothing filled in says what to fill in where; one nobody knows, which there are", async () => {
  const empty = await connect("x");
  expect(empty).toMatchObject({ code: 2, stdout: "" });
  expect(empty.stderr).toContain("fill in bearerToken, clientId, accessToken, refreshToken");
  expect(empty.stderr).toContain(`--secret-id ${secretId("XAccessSecretArn")}`);
  const unknown = await connect("y");
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain(
    "the configuration has x, facebook, instagram, whatsapp, threads, standard-webhooks",
  );
  const { code, stderr } = await connect("threads");
  expect(code).toBe(2);
  expect(stderr).toContain("threads cannot be asked to subscribe");
});

describe("X", () => {
  test("is registered and subscribed step by step; the deployed function answers its challenge", async () => {
    await fill("XAccessSecretArn", x.access);
    const connected = await connect("x");
    expect(connected).toMatchObject({ code: 0 });
    expect(connected.lines[0]).toMatchObject({ channel: "x", step: expect.stringContaining("registered") });
    expect(stateOf(connected, "x")).toMatchObject({ verdict: "ok", valid: true, missing: [] });
    expect(x.webhooks).toEqual([{ id: expect.any(String), url: `${secretId("WebhookUrl")}/x`, valid: true }]);
  });

  test("then its events flow to a team", async () => {
    const text = "@brand my broadband has been down since midnight, can somebody help?";
    const statuses = await x.post({ id: "2123924783258870000", text, createdAt: new Date() });
    expect(statuses).toEqual([200]);
    const routed = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
    expect(routed.mention).toMatchObject({ id: "x:2123924783258870000", text });
  });

  test("revived with tokens that had expired: new ones are kept before they are used", async () => {
    await eventually(
      async () => {
        const state = stateOf(await connect("--check"), "x");
        return state?.["lastEventAt"] && state["lastHandshakeAt"] ? state : undefined;
      },
      () => "neither the event nor the handshake was remembered",
    );
    x.expireAccessTokens();
    x.invalidate();
    x.unsubscribe("post.reply.create");
    const broken = await connect("--check");
    expect(broken.code).toBe(1);
    expect(stateOf(broken, "x")).toMatchObject({
      verdict: "wrong",
      valid: false,
      missing: ["post.reply.create"],
      next: `npm run firstreply -- connect x --data ${pipeline.dataDirectory}`,
    });
    const { code, lines } = await connect("x");
    expect(code).toBe(0);
    expect(lines.map(({ step }) => step)).toContain(
      "its tokens had expired: new ones are kept in its access secret",
    );
    const { SecretString = "" } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: secretId("XAccessSecretArn") }),
    );
    expect(JSON.parse(SecretString)).toMatchObject({
      bearerToken: x.access.bearerToken,
      refreshToken: expect.not.stringMatching(/^first/u),
      expiresAt: expect.stringMatching(/^\d{4}-/u),
    });
  });
});

describe("Facebook", () => {
  test("is registered with our verify token and subscribed, and the state of all is a line each", async () => {
    await fill("FacebookAccessSecretArn", graph.access);
    const connected = await connect("facebook");
    expect(connected).toMatchObject({ code: 0 });
    expect(graph.subscriptions).toMatchObject([
      { object: "page", callback_url: `${secretId("WebhookUrl")}/facebook` },
    ]);
    const checked = await connect("--check");
    expect(checked.lines.map(({ channel, verdict }) => [channel, verdict])).toEqual([
      ["x", expect.any(String)],
      ["facebook", "ok"],
      ["instagram", "unknown"],
      ["whatsapp", "unknown"],
      ["threads", "unknown"],
      ["standard-webhooks", "unknown"],
    ]);
  });

  test("with a token that has ended says so, here and to the doctor, and no token is shown", async () => {
    graph.endTokenAt(1_000_000_000);
    const checked = await connect("facebook", "--check");
    expect(checked.code).toBe(1);
    expect(stateOf(checked, "facebook")).toMatchObject({
      saw: expect.stringContaining("pageToken has expired"),
    });
    const config = join(place, "config.ts");
    const doctor = await firstreply("doctor", "--config", config, "--data", pipeline.dataDirectory);
    expect(doctor.lines).toContainEqual(
      expect.objectContaining({ check: "subscription of facebook", verdict: "wrong" }),
    );
    expect(doctor.lines).toContainEqual(
      expect.objectContaining({
        check: "subscription of x",
        saw: expect.stringMatching(/; last event \d+ \w+ ago, last handshake \d+ \w+ ago$/u),
      }),
    );
    for (const { stdout, stderr } of [checked, doctor])
      expect(stdout + stderr).not.toContain(graph.access.pageToken);
  });
});
