/**
 * X, as far as a brand's webhooks are concerned: it really asks the challenge, really delivers signed events, and says
 * no in X's own words. https://docs.x.com/x-api/webhooks/introduction, https://docs.x.com/x-api/activity/introduction
 */
import { createHmac, randomUUID } from "node:crypto";
import * as z from "zod";
import { serve, type Answer, type Asked, type Route } from "./serve.ts";

type FakeXOptions = {
  /** What it signs with; the app's OAuth 2.0 client secret where it has one. */
  readonly signingSecret: string;
  readonly account: string;
  /** On a paid-by-use plan an app has one. */
  readonly mostWebhooks?: number;
  /** X itself takes none but public https addresses; a runtime on this machine is let in for its own tests. */
  readonly takesLoopback?: boolean;
};

/** A post by a customer; X tells what it answers only in what it pushes. */
export type CustomerPost = {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly conversationId?: string;
  readonly answers?: string;
  readonly mentionsBrand?: boolean;
};

export type FakeX = Awaited<ReturnType<typeof startFakeX>>;

type Trouble = "none" | "unavailable" | "rate limit" | "usage cap";
type Webhook = { readonly id: string; readonly url: string; valid: boolean };
type Subscription = {
  readonly subscription_id: string;
  readonly event_type: string;
  readonly filter: { readonly user_id: string };
  readonly webhook_id: string;
  readonly tag?: string | undefined;
};

const problemType = (name: string): string =>
  name === "about:blank" ? name : `https://api.twitter.com/2/problems/${name}`;

const problem = (status: number, title: string, detail: string, type = "about:blank"): Answer => ({
  status,
  json: { title, detail, type: problemType(type), status },
});

const invalid = (reason: string): Answer => ({
  status: 400,
  json: {
    errors: [{ message: reason }],
    title: "Invalid Request",
    detail: "One or more parameters to your request was invalid.",
    type: problemType("invalid-request"),
  },
});

const Address = z.object({ url: z.string() });
const Wish = z.object({
  event_type: z.string(),
  filter: z.object({ user_id: z.string() }),
  webhook_id: z.string(),
  tag: z.string().min(1).max(200).optional(),
});
const ReplayJob = z.object({
  webhook_id: z.string(),
  from_date: z.string().regex(/^\d{12}$/u),
  to_date: z.string().regex(/^\d{12}$/u),
});

const publicEvents = new Set(["post.create", "post.delete"]);
const prices = { mentions: 0.001, search: 0.005 };
const minuteMs = 60_000;

export const startFakeX = async ({
  signingSecret,
  account,
  mostWebhooks = 1,
  takesLoopback = true,
}: FakeXOptions) => {
  const app = { bearerToken: randomUUID(), clientId: "brand-app", clientSecret: randomUUID() };
  const webhooks: Webhook[] = [];
  const subscriptions: Subscription[] = [];
  const posts: CustomerPost[] = [];
  const calls: string[] = [];
  const read: string[] = [];
  const troubles: Trouble[] = [];
  const userTokens = new Map([["first-access-token", Date.now() + 7_200_000]]);
  let refreshToken = "first-refresh-token";
  let charged = 0;
  let replaying: Promise<void> = Promise.resolve();
  let isReplaying = false;
  const resetAt = Math.ceil(Date.now() / 1000) + 900;

  const sign = (content: string): string =>
    `sha256=${createHmac("sha256", signingSecret).update(content).digest("base64")}`;

  const deliver = async (webhook: Webhook, body: unknown): Promise<number> => {
    const content = JSON.stringify(body);
    const headers = {
      "content-type": "application/json",
      "x-twitter-webhooks-signature": sign(content),
      "x-twitter-webhooks-signature-oauth2": sign(content),
    };
    const response = await fetch(webhook.url, { method: "POST", body: content, headers });
    await response.arrayBuffer();
    return response.status;
  };

  /** The challenge: anything but a 200 with the right token is a failure while an address is being registered. */
  const passesChallenge = async (url: string): Promise<boolean> => {
    const token = `${randomUUID()}+/ä`;
    const response = await fetch(`${url}?crc_token=${encodeURIComponent(token)}`, { redirect: "manual" });
    const answer: unknown = await response.json().catch(() => null);
    const Right = z.object({ response_token: z.literal(sign(token)) });
    return response.status === 200 && Right.safeParse(answer).success;
  };

  const isTakable = (address: string): boolean => {
    const url = URL.parse(address);
    if (url === null) return false;
    if (takesLoopback && url.hostname === "127.0.0.1") return true;
    return url.protocol === "https:" && !/^https:\/\/[^/]*:\d/u.test(address);
  };

  const isApp = ({ bearer }: Asked): boolean => bearer === app.bearerToken;
  const isBrand = ({ bearer }: Asked): boolean => (userTokens.get(bearer) ?? 0) > Date.now();
  const unauthorised = problem(401, "Unauthorized", "Unauthorized");
  const forApp =
    (answer: Route[2]): Route[2] =>
    (asked) => {
      if (isApp(asked)) return answer(asked);
      return isBrand(asked)
        ? problem(
            403,
            "Unsupported Authentication",
            "This endpoint takes app-only tokens.",
            "client-forbidden",
          )
        : unauthorised;
    };
  const forAnybody =
    (answer: Route[2]): Route[2] =>
    (asked) =>
      isApp(asked) || isBrand(asked) ? answer(asked) : unauthorised;

  const register: Route[2] = async ({ body }) => {
    const { url } = Address.parse(JSON.parse(body));
    if (!isTakable(url)) return invalid("UrlValidationFailed");
    if (webhooks.some((webhook) => webhook.url === url)) return invalid("DuplicateUrlFailed");
    if (webhooks.length >= mostWebhooks) return invalid("WebhookLimitExceeded");
    if (!(await passesChallenge(url))) return invalid("CrcValidationFailed");
    const webhook = { id: String(1_900_000_000_000_000_000n + BigInt(webhooks.length)), url, valid: true };
    webhooks.push(webhook);
    return { json: { data: { ...webhook, created_at: new Date().toISOString() } } };
  };

  const check: Route[2] = async ({ groups: [id] }) => {
    const webhook = webhooks.find((one) => one.id === id);
    if (webhook === undefined) return invalid("WebhookIdInvalid");
    webhook.valid = await passesChallenge(webhook.url);
    return webhook.valid ? { json: { data: { valid: true } } } : invalid("CrcValidationFailed");
  };

  const subscribe: Route[2] = (asked) => {
    const wish = Wish.parse(JSON.parse(asked.body));
    if (!publicEvents.has(wish.event_type) && !isBrand(asked))
      return problem(403, "Forbidden", "Private events take the user's consent.", "client-forbidden");
    const same = subscriptions.some(
      (one) =>
        one.event_type === wish.event_type &&
        one.filter.user_id === wish.filter.user_id &&
        one.webhook_id === wish.webhook_id,
    );
    if (same) return problem(409, "Conflict", "The subscription exists already.", "duplicate-subscription");
    const subscription = { subscription_id: randomUUID(), ...wish };
    subscriptions.push(subscription);
    return { json: { data: { subscription } } };
  };

  /** Two to a page, so that whoever reads the first only is found out. */
  const listSubscriptions: Route[2] = ({ query }) => {
    const from = Number(query.get("pagination_token") ?? 0);
    const next = from + 2 < subscriptions.length ? { next_token: String(from + 2) } : {};
    return { json: { data: subscriptions.slice(from, from + 2), meta: next } };
  };

  const replay: Route[2] = ({ body }) => {
    const job = ReplayJob.parse(JSON.parse(body));
    const webhook = webhooks.find(({ id }) => id === job.webhook_id);
    if (webhook === undefined) return invalid("WebhookIdInvalid");
    const [from, to] = [instantOf(job.from_date), instantOf(job.to_date)];
    if (age(from) < 31 * minuteMs || age(from) > 1440 * minuteMs || age(to) < 10 * minuteMs || to <= from)
      return problem(
        400,
        "Invalid Request",
        "The dates are not within what can be replayed.",
        "invalid-request",
      );
    if (isReplaying) return problem(409, "Conflict", "Another replay job is running.", "conflict");
    isReplaying = true;
    const jobId = String(2_081_100_223_344_556_677n);
    const kept = posts.filter(({ createdAt }) => createdAt.getTime() >= from && createdAt.getTime() < to);
    replaying = (async () => {
      for (const post of kept) await deliver(webhook, eventOf(post, account));
      const status = { webhook_id: webhook.id, job_id: jobId, job_state: "Complete" };
      await deliver(webhook, { replay_job_status: status });
      isReplaying = false;
    })();
    return { json: { data: { job_id: jobId, created_at: new Date().toISOString() } } };
  };

  const page = (found: readonly CustomerPost[], { query }: Asked, fewest: number, price: number): Answer => {
    const size = Number(query.get("max_results") ?? 10);
    if (size < fewest || size > 100)
      return problem(
        400,
        "Invalid Request",
        `max_results is not between ${fewest} and 100`,
        "invalid-request",
      );
    const since = Date.parse(query.get("start_time") ?? "");
    const [end, untilId] = [query.get("end_time"), query.get("until_id")];
    if (end !== null && untilId !== null)
      return problem(400, "Invalid Request", "end_time and until_id exclude each other.", "invalid-request");
    const until = end === null ? Infinity : Date.parse(end);
    const newestFirst = found
      .filter(({ createdAt }) => createdAt.getTime() >= since && createdAt.getTime() < until)
      .filter(({ id }) => untilId === null || BigInt(id) < BigInt(untilId))
      .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
    const from = Number(query.get("pagination_token") ?? 0);
    const data = newestFirst.slice(from, from + size);
    charged += data.length * price;
    read.push(...data.map(({ id }) => `${price === prices.search ? "search" : "mentions"} ${id}`));
    const next = from + size < newestFirst.length ? { next_token: String(from + size) } : {};
    const users = data.map(({ id }) => ({ id: authorOf(id), username: "customer", name: "A Customer" }));
    return {
      json: {
        data: data.map((post) => listed(post, account)),
        includes: { users },
        meta: { result_count: data.length, ...next },
      },
    };
  };

  const search: Route[2] = (asked) => {
    const query = asked.query.get("query") ?? "";
    const since = Date.parse(asked.query.get("start_time") ?? "");
    if (query.length > 512 || since < Date.now() - 7 * 1440 * minuteMs)
      return problem(
        400,
        "Invalid Request",
        "The query is too long, or looks too far back.",
        "invalid-request",
      );
    const threads = query.split(" OR ").map((term) => /^conversation_id:(\d+)$/u.exec(term)?.[1]);
    return page(
      posts.filter(({ id, conversationId = id }) => threads.includes(conversationId)),
      asked,
      10,
      prices.search,
    );
  };

  const renew: Route[2] = ({ body, headers }) => {
    const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString("base64");
    const form = new URLSearchParams(body);
    if (headers.authorization !== `Basic ${basic}`)
      return { status: 401, json: { error: "unauthorized_client" } };
    if (form.get("grant_type") !== "refresh_token" || form.get("refresh_token") !== refreshToken)
      return {
        status: 400,
        json: { error: "invalid_request", error_description: "Value passed for the token was invalid." },
      };
    refreshToken = randomUUID();
    const accessToken = randomUUID();
    userTokens.set(accessToken, Date.now() + 7_200_000);
    return {
      json: {
        token_type: "bearer",
        expires_in: 7200,
        access_token: accessToken,
        refresh_token: refreshToken,
      },
    };
  };

  const routes: readonly Route[] = [
    [
      "GET",
      /^\/2\/webhooks$/u,
      forApp(() => ({ json: { data: webhooks, meta: { result_count: webhooks.length } } })),
    ],
    ["POST", /^\/2\/webhooks$/u, forApp(register)],
    ["POST", /^\/2\/webhooks\/replay$/u, forApp(replay)],
    ["PUT", /^\/2\/webhooks\/(\d+)$/u, forApp(check)],
    ["GET", /^\/2\/activity\/subscriptions$/u, forApp(listSubscriptions)],
    ["POST", /^\/2\/activity\/subscriptions$/u, forAnybody(subscribe)],
    [
      "GET",
      new RegExp(`^/2/users/${account}/mentions$`, "u"),
      forAnybody((asked) =>
        page(
          posts.filter(({ mentionsBrand = true }) => mentionsBrand),
          asked,
          5,
          prices.mentions,
        ),
      ),
    ],
    ["GET", /^\/2\/tweets\/search\/recent$/u, forAnybody(search)],
    ["POST", /^\/2\/oauth2\/token$/u, renew],
  ];

  const limits = { "x-rate-limit-limit": "450", "x-rate-limit-reset": String(resetAt) };
  const troubleOf = (trouble: Trouble): Answer | undefined => {
    switch (trouble) {
      case "none":
        return undefined;
      case "unavailable":
        return problem(503, "Service Unavailable", "Over capacity");
      case "rate limit":
        return {
          ...problem(429, "Too Many Requests", "Too Many Requests"),
          headers: { ...limits, "x-rate-limit-remaining": "0" },
        };
      case "usage cap":
        return problem(429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap", "usage-capped");
    }
  };
  const served = await serve(routes, ({ method, path }) => {
    calls.push(`${method} ${path}`);
    return troubleOf(troubles.shift() ?? "none");
  });

  return {
    api: `${served.origin}/2/`,
    /** What the operator of the app fills in. */
    access: {
      ...app,
      accessToken: "first-access-token",
      refreshToken: "first-refresh-token",
      expiresAt: "",
    },
    webhooks,
    subscriptions,
    /** Every call, as `GET /2/webhooks`. */
    calls,
    charged: () => charged,
    /** Every post that was paid for, as `mentions 123` or `search 123`. */
    read,
    /** What the next calls are answered with, one each. */
    trouble: (...next: Trouble[]) => void troubles.push(...next),
    expireAccessTokens: () => userTokens.clear(),
    /** What an address that fails too many challenges is. */
    invalidate: () => webhooks.forEach((webhook) => (webhook.valid = false)),
    unsubscribe: (event: string) => {
      const index = subscriptions.findIndex(({ event_type }) => event_type === event);
      subscriptions.splice(index, 1);
    },
    /** A customer writes; X pushes it where somebody subscribed, or only keeps it. Resolves to the statuses it got. */
    post: async (post: CustomerPost, { pushed = true } = {}): Promise<number[]> => {
      posts.push(post);
      const event = eventOf(post, account);
      const wanted = subscriptions.filter(({ event_type }) => event_type === event.data.event_type);
      const heard = webhooks.filter(({ id, valid }) => valid && wanted.some((one) => one.webhook_id === id));
      return pushed ? Promise.all(heard.map((webhook) => deliver(webhook, event))) : [];
    },
    /** Resolves when the replay job that runs has ended. */
    replayed: () => replaying,
    close: served.close,
  };
};

const age = (instant: number): number => Date.now() - instant;

/** `yyyymmddhhmm`, in UTC. */
const instantOf = (minute: string): number =>
  Date.parse(minute.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/u, "$1-$2-$3T$4:$5:00Z"));

const authorOf = (id: string): string => `77${id.slice(-8)}`;

/** A post as a list has it. */
const listed = (post: CustomerPost, account: string) => ({
  id: post.id,
  author_id: authorOf(post.id),
  text: post.text,
  created_at: post.createdAt.toISOString(),
  conversation_id: post.conversationId ?? post.id,
  edit_history_tweet_ids: [post.id],
  ...(post.text.includes("@brand") && {
    entities: { mentions: [{ start: 0, end: 6, username: "brand", id: account }] },
  }),
  ...(post.answers !== undefined && { referenced_tweets: [{ type: "replied_to", id: post.answers }] }),
});

/** A post as it is pushed. */
const eventOf = (post: CustomerPost, account: string) => ({
  data: {
    event_uuid: post.id,
    filter: { user_id: account },
    event_type: post.answers === undefined ? "post.mention.create" : "post.reply.create",
    payload: {
      ...listed(post, account),
      ...(post.answers !== undefined && { in_reply_to_tweet_id: post.answers }),
    },
    includes: { users: [{ id: authorOf(post.id), username: "customer", name: "A Customer" }] },
  },
});
