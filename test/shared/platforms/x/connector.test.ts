/** X's connector against a fake X that asks, refuses, limits, forgets and charges as X does. */
import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { ChannelId } from "../../../../shared/domain/ids.ts";
import type { ConnectedChannel } from "../../../../shared/platforms/platform-connector.ts";
import { xConnector } from "../../../../shared/platforms/x/connector.ts";
import { xParser } from "../../../../shared/platforms/x/normalise.ts";
import { replayableSpan } from "../../../../shared/platforms/x/request-replay.ts";
import { startFakeX, type CustomerPost, type FakeX } from "../../../platforms/fake-x.ts";
import { serve, type Served } from "../../../platforms/serve.ts";

const account = "2244994945";
const signingSecret = "app-client-secret";
const wanted = [
  "post.mention.create",
  "post.reply.create",
  "post.quote.create",
  "post.create",
  "post.delete",
];

let x: FakeX;
/** Our end: answers the challenge with the secret it has, and keeps what is delivered. */
let ours: Served;
let ourSecret: string;
let delivered: unknown[];

beforeEach(async () => {
  ourSecret = signingSecret;
  delivered = [];
  x = await startFakeX({ account, signingSecret });
  ours = await serve([
    [
      "GET",
      /./u,
      ({ query }) => {
        const mac = createHmac("sha256", ourSecret).update(query.get("crc_token") ?? "");
        return { json: { response_token: `sha256=${mac.digest("base64")}` } };
      },
    ],
    ["POST", /./u, ({ body }) => (delivered.push(JSON.parse(body)), { json: {} })],
  ]);
});
afterEach(async () => {
  await x.close();
  await ours.close();
});

const channel = (access: Record<string, string> = {}): ConnectedChannel => ({
  channel: { id: ChannelId.parse("x"), account, handle: "brand" },
  webhookUrl: `${ours.origin}/webhooks/x`,
  access: { ...x.access, ...access },
  api: x.api,
});

const connect = async (connected = channel()): Promise<string[]> => {
  const steps: string[] = [];
  await xConnector.connect(connected, (step) => steps.push(step));
  return steps;
};

describe("connect", () => {
  test("registers the address, answers the challenge, and subscribes to all that is wanted", async () => {
    const steps = await connect();
    expect(x.webhooks).toMatchObject([{ url: `${ours.origin}/webhooks/x`, valid: true }]);
    expect(x.subscriptions.map(({ event_type }) => event_type)).toEqual(wanted);
    expect(steps[0]).toContain("X asked its challenge");
    expect(steps.slice(1)).toEqual(wanted.map((event) => `subscribed to ${event}`));
    expect(await xConnector.inspect(channel())).toMatchObject({
      state: "active",
      active: wanted,
      missing: [],
    });
  });

  test("a second time changes nothing, and has X check again", async () => {
    await connect();
    const steps = await connect();
    expect(x.subscriptions).toHaveLength(wanted.length);
    expect(steps[0]).toMatch(/^checked /u);
    expect(x.calls).toContain(`PUT /2/webhooks/${x.webhooks[0]?.id}`);
  });

  test("what is half there is made whole: an invalid webhook is revived, a lost event asked for again", async () => {
    await connect();
    x.invalidate();
    x.unsubscribe("post.reply.create");
    expect(await xConnector.inspect(channel())).toMatchObject({
      state: "invalid",
      missing: ["post.reply.create"],
    });
    const steps = await connect();
    expect(steps[0]).toMatch(/^revived /u);
    expect(steps).toContain("subscribed to post.reply.create");
    expect(await xConnector.inspect(channel())).toMatchObject({ state: "active" });
  });

  test("a wrong answer to the challenge says which secret to look at", async () => {
    ourSecret = "another secret";
    await expect(connect()).rejects.toMatchObject({
      name: "PlatformRefused",
      reason: "invalid",
      message: expect.stringContaining("compare the channel secret's consumerSecret"),
    });
  });

  test("an address X does not take is named", async () => {
    const elsewhere = { ...channel(), webhookUrl: "https://brand.example:8443/webhooks/x" };
    await expect(connect(elsewhere)).rejects.toThrow(/public https addresses without a port/u);
  });

  test("an app that has as many webhooks as it may says so", async () => {
    await connect();
    const second = { ...channel(), webhookUrl: `${ours.origin}/webhooks/other` };
    await expect(connect(second)).rejects.toThrow(/as many webhooks as its plan allows/u);
  });

  test("a brand's token that is no longer taken has expired; one that was never given is missing", async () => {
    x.expireAccessTokens();
    await expect(connect()).rejects.toMatchObject({ reason: "expired" });
    await expect(connect(channel({ accessToken: "" }))).rejects.toThrow(/accessToken is empty/u);
  });
});

test("the app's own token is unauthorised: new ones of the brand would change nothing", async () => {
  const refused = { reason: "unauthorised", message: expect.stringContaining("X answered 401") };
  await expect(xConnector.inspect(channel({ bearerToken: "nobody's" }))).rejects.toMatchObject(refused);
});

test.each([
  ["unavailable", { reason: "unavailable", againAt: undefined }],
  ["rate limit", { reason: "limited", againAt: expect.any(Date) }],
  ["usage cap", { reason: "unpaid", againAt: undefined }],
] as const)("X in trouble (%s) is told apart", async (trouble, refusal) => {
  x.trouble(trouble);
  await expect(xConnector.inspect(channel())).rejects.toMatchObject(refusal);
});

test.each([
  [200, "unavailable"],
  [500, "unavailable"],
  [403, "forbidden"],
])("an answer nobody can read is one: %d", async (status, reason) => {
  const garbled = await serve([["GET", /./u, () => ({ status, garbage: "<html>" })]]);
  onTestFinished(garbled.close);
  await expect(xConnector.inspect({ ...channel(), api: `${garbled.origin}/2/` })).rejects.toMatchObject({
    reason,
    message: `X answered ${status}, and nothing that can be read`,
  });
});

test("where nobody listens, X does not answer", async () => {
  await x.close();
  await expect(xConnector.inspect(channel())).rejects.toMatchObject({ reason: "unavailable" });
  x = await startFakeX({ account, signingSecret });
});

describe("refresh", () => {
  test("gives a new pair that works, and says when it ends", async () => {
    x.expireAccessTokens();
    const access = await xConnector.refresh?.(channel());
    expect(access).toMatchObject({ clientId: "brand-app", expiresAt: expect.stringMatching(/^\d{4}-/u) });
    await connect(channel({ ...access }));
    expect(await xConnector.inspect(channel({ ...access }))).toMatchObject({
      state: "active",
      tokenExpiresAt: access?.["expiresAt"],
    });
  });

  test("a refresh token is good once", async () => {
    await xConnector.refresh?.(channel());
    await expect(xConnector.refresh?.(channel())).rejects.toMatchObject({
      reason: "unauthorised",
      message: expect.not.stringContaining("first-refresh-token"),
    });
  });
});

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const postAt = (minutes: number, changes: Partial<CustomerPost> = {}): CustomerPost => ({
  id: String(2_123_000_000_000_000_000n - BigInt(minutes)),
  text: "@brand is anybody there?",
  createdAt: minutesAgo(minutes),
  ...changes,
});

const at = (time: string) => new Date(`2026-11-21T${time.length === 5 ? `${time}:00` : time}Z`);

describe("replay", () => {
  test("X delivers again what it kept, signed, and says when it is done", async () => {
    await connect();
    await x.post(postAt(50), { pushed: false });
    expect(await xConnector.replay?.(channel(), { from: minutesAgo(60), to: minutesAgo(40) })).toBe(true);
    await x.replayed();
    expect(delivered).toMatchObject([
      { data: { event_type: "post.mention.create" } },
      { replay_job_status: { job_state: "Complete" } },
    ]);
  });

  test("what is too young is not asked for", async () => {
    await connect();
    expect(await xConnector.replay?.(channel(), { from: minutesAgo(5), to: minutesAgo(1) })).toBe(false);
    expect(x.calls).not.toContain("POST /2/webhooks/replay");
  });

  const now = new Date("2026-11-21T12:00:00Z");
  test.each([
    ["a short outage, whole", "09:10", "09:40", ["09:10", "09:40"]],
    ["half a minute more than X can name, to the minute's end", "09:10", "09:40:30", ["09:10", "09:41"]],
    ["of a long one the first two hours", "02:00", "09:00", ["02:00", "04:01"]],
    ["two hours to the second, to their last minute's end", "02:00:45", "04:00:45", ["02:00", "04:01"]],
    ["of one that goes on, what is old enough", "11:00", "11:59", ["11:00", "11:49"]],
    ["nothing of one that has just begun", "11:45", "11:55", null],
  ])("%s", (_, from, to, expected) => {
    const span = replayableSpan({ from: at(from), to: at(to) }, now);
    expect(span === null ? null : [span.from, span.to].map((end) => end.toISOString().slice(11, 16))).toEqual(
      expected,
    );
  });
});

const read = (body: string) =>
  xParser.normalise(JSON.parse(body), { channel: channel().channel, receivedAt: new Date() });

describe("missed", () => {
  const search = {
    since: minutesAgo(600),
    until: new Date(),
    conversations: ["900"],
    budgetDollars: 1,
    bookmark: null,
  };

  test("finds mentions, and answers further down a thread we wait in, oldest first, each once", async () => {
    const deep = { text: "still red", conversationId: "900", answers: "901", mentionsBrand: false };
    const both = { text: "@brand me too", conversationId: "900", answers: "900" };
    await x.post(postAt(10), { pushed: false });
    await x.post(postAt(30, deep), { pushed: false });
    await x.post(postAt(20, both), { pushed: false });
    const { found, spentDollars, complete } = (await xConnector.missed?.(channel(), search)) ?? { found: [] };
    expect(found.flatMap(({ body }) => read(body))).toMatchObject([
      { outcome: "mention", mention: { kind: "reply", text: "still red", replyTo: "901", replyable: false } },
      {
        outcome: "mention",
        mention: { kind: "reply", text: "@brand me too", threadId: "900", replyable: true },
      },
      { outcome: "mention", mention: { kind: "mention", author: { handle: "customer" } } },
    ]);
    expect({ spentDollars, complete }).toEqual({ spentDollars: x.charged(), complete: true });
  });

  test("reads page after page, and no more than the budget pays for", async () => {
    for (let minute = 3; minute < 153; minute += 1) await x.post(postAt(minute), { pushed: false });
    const all = await xConnector.missed?.(channel(), { ...search, conversations: [] });
    expect(all).toMatchObject({ complete: true, spentDollars: 0.15, found: { length: 150 } });
    const some = await xConnector.missed?.(channel(), { ...search, budgetDollars: 0.12 });
    expect(some).toMatchObject({ complete: false, spentDollars: 0.12, found: { length: 120 } });
    const none = await xConnector.missed?.(channel(), { ...search, budgetDollars: 0.004 });
    expect(none).toMatchObject({ found: [], spentDollars: 0, complete: false });
  });

  test("what was paid for before X had enough of us is handed over", async () => {
    await x.post(postAt(10), { pushed: false });
    x.trouble("none", "rate limit");
    expect(await xConnector.missed?.(channel(), search)).toMatchObject({
      complete: false,
      spentDollars: 0.001,
      found: { length: 1 },
    });
  });

  test("more threads than fit a query are asked for in several; private dialogues are left out", async () => {
    const conversations = Array.from({ length: 40 }, (_, index) =>
      String(2_123_000_000_000_000_000n + BigInt(index)),
    );
    await xConnector.missed?.(channel(), { ...search, conversations: [...conversations, "12-34"] });
    expect(x.calls.filter((call) => call.includes("search"))).toHaveLength(4);
  });

  test("what the money did not reach comes first the next time, and nothing is read again", async () => {
    for (let minute = 3; minute < 13; minute += 1) await x.post(postAt(minute), { pushed: false });
    const mentions = { ...search, conversations: [], budgetDollars: 0.006 };
    const first = await xConnector.missed?.(channel(), mentions);
    expect(first).toMatchObject({ complete: false, found: { length: 6 } });
    const bookmark = first?.bookmark ?? null;
    const second = await xConnector.missed?.(channel(), { ...mentions, since: minutesAgo(4), bookmark });
    expect(second).toMatchObject({ complete: true, found: { length: 4 } });
    expect(new Set(x.read).size).toBe(10);
  });

  test("a bookmark of another version is none", async () => {
    await x.post(postAt(10), { pushed: false });
    const found = await xConnector.missed?.(channel(), { ...search, bookmark: '{"version":0}' });
    expect(found).toMatchObject({ complete: true, found: { length: 1 } });
  });

  const threads = Array.from({ length: 20 }, (_, index) => String(900_000_000_000_000_000n + BigInt(index)));
  const someTime = fc.record({
    /** Minutes before now, the thread, and whether it names the brand. */
    posts: fc.array(fc.tuple(fc.integer({ min: 10, max: 290 }), fc.nat(19), fc.boolean()), {
      maxLength: 60,
    }),
    /** What each look may spend, in tenths of a cent. */
    budgets: fc.array(fc.nat(80), { minLength: 1, maxLength: 12 }),
  });

  test("whatever a look may spend, everything is found, and paid for once in each list that has it", async () => {
    await fc.assert(
      fc.asyncProperty(someTime, async ({ posts, budgets }) => {
        await x.close();
        x = await startFakeX({ account, signingSecret });
        const base = Date.now();
        const said = posts.map(([minute, thread, mentionsBrand], index) => ({
          id: String(2_123_000_000_000_000_000n - BigInt(minute * 1000 + index)),
          text: "and now?",
          createdAt: new Date(base - minute * 60_000),
          conversationId: threads[thread] ?? "",
          mentionsBrand,
        }));
        for (const post of said) await x.post(post, { pushed: false });

        const found = new Set<string>();
        let bookmark: string | null = null;
        const look = async (minutesBefore: number, mills: number): Promise<boolean> => {
          const until = new Date(base - minutesBefore * 60_000);
          const wish = { ...search, until, conversations: threads, budgetDollars: mills / 1000, bookmark };
          const answer = await xConnector.missed?.(channel(), wish);
          expect(answer?.spentDollars).toBeLessThanOrEqual(mills / 1000);
          for (const { body } of answer?.found ?? []) found.add(idIn(body));
          bookmark = answer?.bookmark ?? null;
          return answer?.complete === true;
        };
        for (const [index, mills] of budgets.entries()) await look(280 - index * 25, mills);
        let looks = 0;
        while (!(await look(0, 60)) && looks < 40) looks += 1;

        expect([...found].toSorted()).toEqual(said.map(({ id }) => id).toSorted());
        expect(x.read.filter((one, index) => x.read.indexOf(one) !== index)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

const idIn = (body: string): string =>
  z.object({ data: z.object({ payload: z.object({ id: z.string() }) }) }).parse(JSON.parse(body)).data.payload
    .id;
