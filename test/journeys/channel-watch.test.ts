/** Channels of the running template that die, miss things and fall silent; X is a fake that behaves as documented. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { region } from "../../infra/local/runtime.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { ChannelSilent } from "../../shared/contracts/channel-silent.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { startFakeX, type FakeX } from "../platforms/fake-x.ts";
import { eventually } from "./eventually.ts";
import journeysConfig from "./journeys.config.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

const place = mkdtempSync(join(tmpdir(), "firstreply-watch-"));
const signingSecret = "what X signs with in this journey";
let x: FakeX;
let pipeline: Pipeline;
let secretsManager: SecretsManagerClient;
const silences: ChannelSilent[] = [];
const routed: string[] = [];

beforeAll(async () => {
  x = await startFakeX({ account: "2244994945", signingSecret });
  const { channels } = journeysConfig;
  const search = { dollarsPerDay: 1, dollarsPerMonth: 10 };
  const config = {
    ...journeysConfig,
    channels: { ...channels, x: { ...channels["x"], api: x.api, search } },
  };
  writeFileSync(join(place, "config.ts"), `export default ${JSON.stringify(config)};`);
  writeFileSync(join(place, "secrets.json"), JSON.stringify({ x: { clientSecret: signingSecret } }));
  const assembly = join(place, "assembly");
  await synthesize({ configFile: join(place, "config.ts"), outputDirectory: assembly });
  pipeline = await startPipeline({ assembly, dataDirectory: place });
  const { endpoint, operator: credentials, onEvent } = pipeline.runtime;
  secretsManager = new SecretsManagerClient({ endpoint, region, credentials });
  onEvent(({ detailType, event }) => {
    const { detail } = z.object({ detail: z.unknown() }).parse(JSON.parse(event));
    if (detailType === "ChannelSilent") silences.push(ChannelSilent.detail.parse(detail));
    if (detailType === "MentionRouted") routed.push(MentionRouted.detail.parse(detail).mention.id);
  });
});
afterAll(async () => {
  secretsManager.destroy();
  await pipeline.stop();
  await x.close();
  rmSync(place, { recursive: true, force: true });
});

const minute = 60_000;
const start = Date.now();
const ago = (minutes: number): Date => new Date(start - minutes * minute);

/** Looks after every channel as the schedule would have at that time. */
const look = async (time: Date): Promise<void> => {
  const { outputs, lambda } = pipeline.runtime;
  await lambda.invoke(outputs["ReconcileChannelFunctionName"] ?? "", { time: time.toISOString() });
};

const fill = (fields: object) =>
  secretsManager.send(
    new PutSecretValueCommand({
      SecretId: pipeline.runtime.outputs["XAccessSecretArn"],
      SecretString: JSON.stringify(fields),
    }),
  );

test("a channel nobody has connected is left in peace", async () => {
  await look(ago(300));
  expect(x.calls).toEqual([]);
  expect(pipeline.complaints).toEqual([]);
});

test("a subscription that is missing or died is revived", async () => {
  await fill(x.access);
  await look(ago(250));
  expect(x.webhooks).toMatchObject([{ valid: true }]);
  expect(x.subscriptions).toHaveLength(5);
  x.invalidate();
  x.unsubscribe("post.mention.create");
  await look(ago(220));
  expect(x.webhooks).toMatchObject([{ valid: true }]);
  expect(x.subscriptions).toHaveLength(5);
});

const lostPost = {
  id: "2123924783258870001",
  text: "@brand my broadband has been down since midnight, can somebody help?",
  createdAt: ago(150),
};

test("a post that was never pushed is found by searching, and is one mention though it is pushed later too", async () => {
  x.invalidate();
  await x.post(lostPost, { pushed: false });
  await look(ago(100));
  const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
    fits: ({ mention }) => mention.id === `x:${lostPost.id}`,
  });
  expect(x.charged()).toBeGreaterThan(0);
  expect(await x.post(lostPost)).toEqual([200]);
  await pipeline.quiet();
  expect(routed.filter((id) => id === `x:${lostPost.id}`)).toHaveLength(1);
  expect(await pipeline.conversation(conversationId)).toMatchObject({ mentions: [{ revision: 0 }] });
});

test("what X tried to deliver in an outage of ours is asked for again, and still heard once", async () => {
  const replays = () => x.calls.filter((call) => call === "POST /2/webhooks/replay").length;
  expect(replays()).toBeGreaterThan(0);
  await look(ago(40));
  await x.replayed();
  await pipeline.quiet();
  expect(routed.filter((id) => id === `x:${lostPost.id}`)).toHaveLength(1);
  const asked = replays();
  await look(ago(25));
  await look(ago(10));
  expect(replays()).toBeLessThanOrEqual(asked + 1);
});

test("tokens that expire soon are renewed, and stored for whoever comes next", async () => {
  const expiresAt = new Date(Date.now() + 10 * minute).toISOString();
  await fill({ ...x.access, expiresAt });
  await look(ago(5));
  const SecretId = pipeline.runtime.outputs["XAccessSecretArn"];
  const { SecretString = "{}" } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  const stored = z.record(z.string(), z.string()).parse(JSON.parse(SecretString));
  expect(stored["refreshToken"]).not.toBe(x.access.refreshToken);
  expect(Date.parse(stored["expiresAt"] ?? "")).toBeGreaterThan(Date.now() + 60 * minute);
});

test("a channel that is quiet when it never is raises one event, until it is heard again", async () => {
  const { endpoint, operator } = pipeline.runtime;
  const cloudWatch = signedClient("monitoring", "1.0", {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: operator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
  });
  // Every quarter of an hour for nearly two weeks, and not in the last three hours.
  const heard = Array.from({ length: 13.5 * 96 }, (_, index) => ago(180 + index * 15));
  for (let from = 0; from < heard.length; from += 1000)
    await cloudWatch("GraniteServiceVersion20100801.PutMetricData", {
      Namespace: journeysConfig.stackName,
      MetricData: heard.slice(from, from + 1000).map((at) => ({
        MetricName: "WebhooksReceived",
        Dimensions: [
          { Name: "service", Value: "receive-webhook" },
          { Name: "channel", Value: "standard-webhooks" },
        ],
        Timestamp: at.getTime() / 1000,
        Value: 3,
      })),
    });
  const of = () => silences.filter(({ channelId }) => channelId === "standard-webhooks");
  await look(ago(2));
  await eventually(
    () => of().length > 0 || undefined,
    () => `nobody was told of the silence: ${pipeline.complaints.slice(-3).join("\n")}`,
  );
  await look(ago(1));
  expect(of()).toMatchObject([{ reason: "quiet", whatToDo: expect.stringContaining("connect --check") }]);

  expect(
    await pipeline.deliver("standard-webhooks", freshBody("standard-webhooks", "review-two-stars")),
  ).toBe(200);
  await pipeline.quiet();
  await look(new Date(start + 5 * minute));
  await look(new Date(start + 10 * minute));
  expect(of()).toHaveLength(1);
  expect(silences.filter(({ channelId }) => channelId !== "standard-webhooks")).toEqual([]);
});
