/** Channels of the running template that die, miss things and fall silent; X and Meta are fakes that behave as documented. */
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { ChannelSilent } from "../../shared/contracts/channel-silent.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { brand, type FakeGraph } from "../platforms/fake-graph.ts";
import type { FakeX } from "../platforms/fake-x.ts";
import { eventually } from "./eventually.ts";
import { freshBody, type Pipeline } from "./pipeline.ts";
import { startPlatformPipeline, type PlatformPipeline } from "./platform-pipeline.ts";

let place: PlatformPipeline;
let x: FakeX;
let graph: FakeGraph;
let pipeline: Pipeline;
let look: PlatformPipeline["look"];
const silences: ChannelSilent[] = [];
const routed: string[] = [];

beforeAll(async () => {
  place = await startPlatformPipeline();
  ({ x, graph, pipeline, look } = place);
  pipeline.runtime.onEvent(({ detailType, event }) => {
    const { detail } = z.object({ detail: z.unknown() }).parse(JSON.parse(event));
    if (detailType === "ChannelSilent") silences.push(ChannelSilent.detail.parse(detail));
    if (detailType === "MentionRouted") routed.push(MentionRouted.detail.parse(detail).mention.id);
  });
});
afterAll(() => place.stop());

const minute = 60_000;
const start = Date.now();
const ago = (minutes: number): Date => new Date(start - minutes * minute);

test("a channel nobody has connected is left in peace", async () => {
  await look(ago(300));
  expect(x.calls).toEqual([]);
  expect(pipeline.complaints).toEqual([]);
});

test("a subscription that is missing or died is revived", async () => {
  await place.fillAccess("XAccessSecretArn", x.access);
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
  await look(ago(25));
  const asked = replays();
  await look(ago(10));
  expect(replays()).toBe(asked);
});

test("tokens that expire soon are renewed, and stored for whoever comes next", async () => {
  const expiresAt = new Date(Date.now() + 10 * minute).toISOString();
  await place.fillAccess("XAccessSecretArn", { ...x.access, expiresAt });
  await look(ago(5));
  const SecretId = pipeline.runtime.outputs["XAccessSecretArn"];
  const { SecretString = "{}" } = await place.secretsManager.send(new GetSecretValueCommand({ SecretId }));
  const stored = z.record(z.string(), z.string()).parse(JSON.parse(SecretString));
  expect(stored["refreshToken"]).not.toBe(x.access.refreshToken);
  expect(Date.parse(stored["expiresAt"] ?? "")).toBeGreaterThan(Date.now() + 60 * minute);
});

test("what a Page's visitors wrote while its subscription was gone is read from Meta, once, and reaches a team", async () => {
  await place.fillAccess("FacebookAccessSecretArn", graph.access);
  graph.fill(`${brand.page}/feed`, []);
  await look(ago(4));
  expect(graph.subscriptions).toMatchObject([{ object: "page", active: true }]);
  const comment = {
    id: "1_424242",
    created_time: ago(3.5).toISOString(),
    message: "my broadband has been down since midnight, can somebody help?",
    from: { id: "24000000633444018", name: "Ingrid" },
  };
  const post = `${brand.page}_1`;
  const from = { id: brand.page, name: "Brand" };
  graph.fill(`${brand.page}/feed`, [
    { id: post, created_time: ago(9000).toISOString(), updated_time: ago(3.5).toISOString(), from },
  ]);
  graph.fill(`${post}/comments`, [comment]);
  const reads = () => graph.addresses.filter((address) => address.includes(`/${post}/comments`)).length;
  await look(ago(3.8));
  expect(reads()).toBe(0);

  graph.subscriptions.length = 0;
  await look(ago(3));
  expect(graph.subscriptions).toMatchObject([{ object: "page", active: true }]);
  await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, {
    fits: ({ mention }) => mention.id === "facebook:1_424242",
  });
  expect(reads()).toBe(1);
  await look(ago(2.5));
  expect(reads()).toBe(1);
  expect(routed.filter((id) => id === "facebook:1_424242")).toHaveLength(1);
});

test("a channel that is quiet when it never is raises one event, until it is heard again", async () => {
  // Every quarter of an hour for nearly two weeks, and not in the last three hours.
  const heard = Array.from({ length: 13.5 * 96 }, (_, index) => ago(180 + index * 15));
  await place.rememberHeard("standard-webhooks", heard);
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
