/** Meta's connectors against a fake Graph API that asks, pages, expires and refuses as Meta does. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ChannelId } from "../../../../shared/domain/ids.ts";
import { connectors } from "../../../../shared/platforms/connectors.ts";
import { parsers } from "../../../../shared/platforms/parsers.ts";
import type { ConnectedChannel, PlatformConnector } from "../../../../shared/platforms/platform-connector.ts";
import { brand, startFakeGraph, type FakeGraph } from "../../../platforms/fake-graph.ts";
import { serve, type Served } from "../../../platforms/serve.ts";

const products = [
  ["facebook", brand.page, ["feed", "mention", "messages", "message_echoes", "message_edits"]],
  ["instagram", brand.instagram, ["comments", "live_comments", "mentions", "messages", "message_edit"]],
  ["whatsapp", "106540352242922", ["messages", "smb_message_echoes"]],
] as const;
type Product = (typeof products)[number][0];

let graph: FakeGraph;
let ours: Served;

beforeEach(async () => {
  graph = await startFakeGraph();
  ours = await serve([
    [
      "GET",
      /./u,
      ({ query }) =>
        query.get("hub.verify_token") === "chosen"
          ? { json: Number(query.get("hub.challenge")) }
          : { status: 403 },
    ],
  ]);
});
afterEach(async () => {
  await graph.close();
  await ours.close();
});

const connectorOf = (platform: Product): PlatformConnector => {
  const connector = connectors[platform];
  if (connector === null) throw new Error(`${platform} has no connector`);
  return connector;
};

const channel = (platform: Product, access: Record<string, string> = {}): ConnectedChannel => ({
  channel: {
    id: ChannelId.parse(platform),
    account: products.find(([name]) => name === platform)?.[1] ?? "",
    handle: "brand",
  },
  webhookUrl: `${ours.origin}/webhooks/${platform}`,
  access: { ...graph.access, ...access },
  verifyToken: "chosen",
  api: graph.api,
});

const connect = async (platform: Product, connected = channel(platform)): Promise<string[]> => {
  const steps: string[] = [];
  await connectorOf(platform).connect(connected, (step) => steps.push(step));
  return steps;
};

describe.each(products)("%s", (platform, account, fields) => {
  test("is registered, answers the challenge, and lets the app in", async () => {
    expect(await connectorOf(platform).inspect(channel(platform))).toMatchObject({
      state: "missing",
      missing: fields,
    });
    const steps = await connect(platform);
    expect(steps[0]).toContain("Meta asked its challenge");
    expect(steps.at(-1)).toBe(`the account ${account} has let the app in`);
    expect(await connectorOf(platform).inspect(channel(platform))).toEqual({
      state: "active",
      active: fields,
      missing: [],
      tokenExpiresAt: undefined,
    });
  });

  test("an account that has thrown the app out is subscribed again", async () => {
    await connect(platform);
    graph.letIn.clear();
    expect(await connectorOf(platform).inspect(channel(platform))).toMatchObject({
      state: "partial",
      active: [],
    });
    await connect(platform);
    expect(await connectorOf(platform).inspect(channel(platform))).toMatchObject({ state: "active" });
  });
});

test("saving a subscription again keeps the fields somebody else has chosen", async () => {
  await connect("facebook");
  graph.subscriptions.splice(0, 1, {
    object: "page",
    callback_url: `${ours.origin}/webhooks/facebook`,
    active: false,
    fields: [{ name: "message_reads", version: "v26.0" }],
  });
  expect(await connectorOf("facebook").inspect(channel("facebook"))).toMatchObject({ state: "invalid" });
  await connect("facebook");
  expect(graph.subscriptions[0]?.fields.map(({ name }) => name)).toEqual([
    "message_reads",
    ...products[0][2],
  ]);
});

test("two channels on one Page do not take each other's events away", async () => {
  await connect("facebook");
  await connect("instagram");
  for (const platform of ["facebook", "instagram"] as const)
    expect(await connectorOf(platform).inspect(channel(platform))).toMatchObject({ state: "active" });
});

test("an app that sends elsewhere is left in peace, and the address is named", async () => {
  await connect("facebook");
  const staging = { ...channel("facebook"), webhookUrl: `${ours.origin}/webhooks/staging` };
  await expect(connect("facebook", staging)).rejects.toThrow(`${ours.origin}/webhooks/facebook`);
  expect(await connectorOf("facebook").inspect(staging)).toMatchObject({ state: "missing" });
});

test.each([
  ["", /verifyToken is empty/u],
  ["another", /2200/u],
])("a verify token that is %j is refused", async (verifyToken, sentence) => {
  await expect(connect("facebook", { ...channel("facebook"), verifyToken })).rejects.toThrow(sentence);
});

describe("a token", () => {
  test("says when it ends", async () => {
    graph.endTokenAt(1_900_000_000);
    expect(await connectorOf("facebook").inspect(channel("facebook"))).toMatchObject({
      tokenExpiresAt: "2030-03-17T17:46:40.000Z",
    });
  });

  test("that has ended is unauthorised", async () => {
    graph.endTokenAt(1_000_000_000);
    await expect(connectorOf("facebook").inspect(channel("facebook"))).rejects.toMatchObject({
      reason: "unauthorised",
      message: "Meta says that pageToken has expired or was revoked",
    });
  });

  test("that is none is refused without being repeated", async () => {
    const wrong = channel("facebook", { pageToken: "EAAB-not-a-token" });
    await expect(connect("facebook", wrong)).rejects.toMatchObject({
      reason: "unauthorised",
      message: expect.not.stringContaining("EAAB"),
    });
  });
});

test.each([
  ["unavailable", { reason: "unavailable" }],
  ["permission", { reason: "forbidden", message: expect.stringContaining("pages_manage_metadata") }],
  ["rate limit", { reason: "limited", againAt: expect.any(Date) }],
] as const)("Meta in trouble (%s) is told apart", async (trouble, refusal) => {
  graph.trouble(trouble);
  await expect(connectorOf("facebook").inspect(channel("facebook"))).rejects.toMatchObject(refusal);
});

const isInSeventeenMinutes = (again: Date) => Math.abs(again.getTime() - Date.now() - 17 * 60_000) < 30_000;

test("a limit says when to come back, as Meta does", async () => {
  graph.trouble("rate limit");
  await expect(connectorOf("facebook").inspect(channel("facebook"))).rejects.toMatchObject({
    againAt: expect.toSatisfy(isInSeventeenMinutes),
  });
});

const hoursAgo = (hours: number): string =>
  new Date(Date.now() - hours * 3_600_000).toISOString().replace(/\.\d+Z$/u, "+0000");

const outcomesOf = (platform: Product, bodies: readonly { readonly body: string }[]) =>
  bodies.flatMap(({ body }) =>
    parsers[platform].normalise(JSON.parse(body), {
      channel: channel(platform).channel,
      receivedAt: new Date(),
    }),
  );

describe("missed", () => {
  const since = new Date(Date.now() - 24 * 3_600_000);
  const search = (conversations: string[] = []) => ({
    since,
    until: new Date(),
    conversations,
    budgetDollars: 0,
    bookmark: null,
  });
  const person = { id: "24000000633444018", name: "Ingrid" };
  const post = (number: number, createdHoursAgo: number, updatedHoursAgo = createdHoursAgo) => ({
    id: `${brand.page}_${number}`,
    created_time: hoursAgo(createdHoursAgo),
    updated_time: hoursAgo(updatedHoursAgo),
    message: `post ${number}`,
    from: person,
  });
  const comment = (number: number, hours: number, more: object = {}) => ({
    id: `1_${number}`,
    created_time: hoursAgo(hours),
    message: `comment ${number}`,
    from: person,
    ...more,
  });

  test("on a Page: posts and comments of all pages of the lists, oldest first, as the feed tells of them", async () => {
    graph.fill(`${brand.page}/feed`, [post(1, 2), post(2, 300, 3), post(3, 400, 350)]);
    graph.fill(`${brand.page}_1/comments`, []);
    graph.fill(`${brand.page}_2/comments`, [
      comment(1, 5),
      comment(2, 4, { parent: { id: "1_1" } }),
      comment(3, 3, { from: { id: brand.page } }),
    ]);
    const missed = await connectorOf("facebook").missed?.(channel("facebook"), search());
    expect(missed).toMatchObject({ spentDollars: 0, complete: true });
    expect(outcomesOf("facebook", missed?.found ?? [])).toMatchObject([
      { outcome: "mention", mention: { id: "facebook:1_1", threadId: `${brand.page}_2`, replyTo: null } },
      { outcome: "mention", mention: { id: "facebook:1_2", replyTo: "1_1" } },
      { outcome: "reply", reply: { id: "facebook:1_3" } },
      { outcome: "mention", mention: { id: `facebook:${brand.page}_1`, text: "post 1" } },
    ]);
  });

  test("a thread we wait in is looked at however old; one that is gone holds nothing up", async () => {
    graph.fill(`${brand.page}/feed`, []);
    graph.fill("7_7/comments", [comment(9, 1)]);
    const missed = await connectorOf("facebook").missed?.(
      channel("facebook"),
      search(["6_6", "7_7", "t_private"]),
    );
    expect(missed).toMatchObject({ complete: true, found: { length: 1 } });
  });

  test("when the app's calls are nearly used up, it stops and says so", async () => {
    graph.use(95);
    graph.fill(`${brand.page}/feed`, [post(1, 2), post(2, 2), post(3, 2)]);
    for (const number of [1, 2]) graph.fill(`${brand.page}_${number}/comments`, []);
    const missed = await connectorOf("facebook").missed?.(channel("facebook"), search());
    expect(missed).toMatchObject({ complete: false, found: { length: 2 } });
  });

  test("on Instagram: comments and the answers below them", async () => {
    graph.fill(`${brand.instagram}/media`, [
      { id: "18000112233445566", timestamp: hoursAgo(50) },
      { id: "18000112233445500", timestamp: hoursAgo(2000) },
    ]);
    const answer = { id: "17900112233445568", text: "same", timestamp: hoursAgo(1), username: "door" };
    graph.fill("18000112233445566/comments", [
      {
        id: "17900112233445567",
        text: "which green?",
        timestamp: hoursAgo(2),
        username: "door",
        replies: { data: [answer] },
      },
      { id: "17900112233445560", text: "old", timestamp: hoursAgo(49), username: "door" },
    ]);
    const missed = await connectorOf("instagram").missed?.(channel("instagram"), search());
    expect(outcomesOf("instagram", missed?.found ?? [])).toMatchObject([
      {
        outcome: "mention",
        mention: { id: "instagram:17900112233445567", text: "which green?", author: { handle: "door" } },
      },
      { outcome: "mention", mention: { id: "instagram:17900112233445568", replyTo: "17900112233445567" } },
    ]);
    expect(missed?.complete).toBe(true);
  });
});

test("no token travels in an address, but the one that is asked about", async () => {
  await connect("facebook");
  await connectorOf("facebook").inspect(channel("facebook"));
  const others = graph.addresses.filter((address) => !address.includes("/debug_token?"));
  expect(others.length).toBeGreaterThan(3);
  expect(graph.addresses.join(" ")).not.toContain(graph.access.appSecret);
  expect(others.join(" ")).not.toContain(graph.access.pageToken);
});
