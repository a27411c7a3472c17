/**
 * Meta's Graph API, as far as webhooks are concerned: it really asks the challenge, gives lists in pages, and says no
 * with its codes. One app, one Page with its Instagram account, one WhatsApp business account.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
import { createHmac, randomUUID } from "node:crypto";
import { serve, type Answer, type Asked, type Route } from "./serve.ts";

export type FakeGraph = Awaited<ReturnType<typeof startFakeGraph>>;

type Trouble = "none" | "unavailable" | "rate limit" | "permission";
type AppSubscription = {
  readonly object: string;
  readonly callback_url: string;
  active: boolean;
  readonly fields: readonly { readonly name: string; readonly version: string }[];
};
/** Anything a list has: a post, a comment, a picture. */
type Listed = Readonly<Record<string, unknown>> & { readonly id: string };

export const brand = { page: "109876543210987", instagram: "17841400112233445", waba: "106540352242900" };

const refused = (status: number, error: object): Answer => ({ status, json: { error } });
const wrong = (message: string): Answer =>
  refused(400, { message: `(#100) ${message}`, type: "OAuthException", code: 100 });

const knownFields = new Set(
  [
    ["feed", "mention", "messages", "message_echoes", "message_edits", "message_reads"],
    ["comments", "live_comments", "mentions", "message_edit"],
    ["smb_message_echoes"],
  ].flat(),
);

export const startFakeGraph = async ({ version = "v26.0" } = {}) => {
  const app = { appId: "2510011223344", appSecret: "app-secret-of-the-app" };
  const appToken = `${app.appId}|${app.appSecret}`;
  const brandToken = `EAAB${randomUUID()}`;
  let tokenEndsAt = 0;
  let usedPercent = 1;
  const subscriptions: AppSubscription[] = [];
  const letIn = new Map<string, string[]>();
  const lists = new Map<string, Listed[]>();
  const addresses: string[] = [];
  const troubles: Trouble[] = [];

  const hasExpired = (): boolean => tokenEndsAt !== 0 && tokenEndsAt * 1000 < Date.now();
  const tokenRefused = (bearer: string): Answer =>
    bearer === brandToken
      ? refused(400, {
          message: "Error validating access token: Session has expired on Friday.",
          type: "OAuthException",
          code: 190,
          error_subcode: 463,
        })
      : refused(400, { message: `Malformed access token ${bearer}`, type: "OAuthException", code: 190 });

  const forApp =
    (answer: Route[2]): Route[2] =>
    (asked) =>
      asked.bearer === appToken ? answer(asked) : tokenRefused(asked.bearer);
  const forBrand =
    (answer: Route[2]): Route[2] =>
    (asked) => {
      if (asked.bearer !== brandToken || hasExpired()) return tokenRefused(asked.bearer);
      const proof = createHmac("sha256", app.appSecret).update(brandToken).digest("hex");
      return fieldsOf(asked).get("appsecret_proof") === proof
        ? answer(asked)
        : wrong("API calls from the server require an appsecret_proof argument");
    };

  const subscribe: Route[2] = async (asked) => {
    const given = fieldsOf(asked);
    const [object, address, verifyToken] = ["object", "callback_url", "verify_token"].map(
      (name) => given.get(name) ?? "",
    );
    const fields = (given.get("fields") ?? "").split(",");
    const unknown = fields.find((field) => !knownFields.has(field));
    if (unknown !== undefined) return wrong(`Param fields must be one of … - got "${unknown}"`);
    if (!(await passesChallenge(address ?? "", verifyToken ?? "")))
      return refused(400, {
        message: "(#2200) Callback verification failed with the following errors: HTTP Status Code = 403",
        type: "OAuthException",
        code: 2200,
      });
    const others = subscriptions.filter((one) => one.object !== object);
    const subscription = {
      object: object ?? "",
      callback_url: address ?? "",
      active: true,
      fields: fields.map((name) => ({ name, version })),
    };
    subscriptions.splice(0, subscriptions.length, ...others, subscription);
    return { json: { success: true } };
  };

  const letAppIn: Route[2] = (asked) => {
    const fields = fieldsOf(asked).get("subscribed_fields");
    const [account = ""] = asked.groups;
    if (account === brand.page && fields === null)
      return wrong("The parameter subscribed_fields is required.");
    letIn.set(account, fields?.split(",") ?? []);
    return { json: { success: true } };
  };

  const appsOf: Route[2] = ({ groups: [account = ""] }) => {
    const fields = letIn.get(account);
    if (fields === undefined) return { json: { data: [] } };
    const entry =
      account === brand.waba
        ? { whatsapp_business_api_data: { id: app.appId, name: "First Reply" } }
        : { id: app.appId, name: "First Reply", subscribed_fields: fields };
    return { json: { data: [{ id: "1", name: "Another app" }, entry] } };
  };

  /** Two to a page; the address of the next one carries the token, as Meta's does. */
  const list: Route[2] = ({ path, query, groups: [, key = ""] }) => {
    const items = lists.get(key);
    if (items === undefined)
      return refused(400, {
        message: `Unsupported get request. Object with ID '${key}' does not exist`,
        type: "GraphMethodException",
        code: 100,
        error_subcode: 33,
      });
    const from = Number(query.get("after") ?? 0);
    const next =
      from + 2 < items.length
        ? { next: `http://127.0.0.1${path}?access_token=${brandToken}&after=${from + 2}` }
        : {};
    return {
      json: { data: items.slice(from, from + 2), paging: { cursors: { after: String(from + 2) }, ...next } },
      headers: {
        "x-app-usage": JSON.stringify({ call_count: usedPercent, total_cputime: 0, total_time: 1 }),
      },
    };
  };

  const debugToken: Route[2] = ({ query }) => ({
    json: {
      data: {
        app_id: app.appId,
        is_valid: query.get("input_token") === brandToken && !hasExpired(),
        expires_at: tokenEndsAt,
      },
    },
  });

  const at = (path: string): RegExp => new RegExp(`^/${version.replace(".", "\\.")}/${path}$`, "u");
  const routes: readonly Route[] = [
    ["GET", at("debug_token"), forApp(debugToken)],
    ["GET", at(`${app.appId}/subscriptions`), forApp(() => ({ json: { data: subscriptions } }))],
    ["POST", at(`${app.appId}/subscriptions`), forApp(subscribe)],
    ["GET", at("(\\d+)/subscribed_apps"), forBrand(appsOf)],
    ["POST", at("(\\d+)/subscribed_apps"), forBrand(letAppIn)],
    ["GET", at("()([\\d_]+/(?:feed|comments|media))"), forBrand(list)],
  ];

  const troubleOf = (trouble: Trouble): Answer | undefined => {
    switch (trouble) {
      case "none":
        return undefined;
      case "unavailable":
        return refused(503, { message: "Service temporarily unavailable", code: 2, is_transient: true });
      case "permission":
        return refused(403, { message: "(#200) Requires pages_manage_metadata permission", code: 200 });
      case "rate limit":
        return {
          ...refused(400, { message: "(#4) Application request limit reached", code: 4 }),
          headers: {
            "x-business-use-case-usage": JSON.stringify({
              [brand.page]: [{ type: "pages", call_count: 100, estimated_time_to_regain_access: 17 }],
            }),
          },
        };
    }
  };
  const served = await serve(routes, ({ path, query }) => {
    addresses.push(`${path}?${query.toString()}`);
    return troubleOf(troubles.shift() ?? "none");
  });

  return {
    api: `${served.origin}/${version}/`,
    access: {
      ...app,
      pageId: brand.page,
      pageToken: brandToken,
      wabaId: brand.waba,
      systemUserToken: brandToken,
    },
    subscriptions,
    letIn,
    /** Every address that was called, tokens and all: a log on the way would have these. */
    addresses,
    /** What a list has: `<page>/feed`, `<post>/comments`, `<account>/media`. */
    fill: (key: string, items: Listed[]) => void lists.set(key, items),
    trouble: (...next: Trouble[]) => void troubles.push(...next),
    /** When the brand's token ends, in seconds since 1970. */
    endTokenAt: (seconds: number) => void (tokenEndsAt = seconds),
    use: (percent: number) => void (usedPercent = percent),
    close: served.close,
  };
};

/** Saving a subscription asks for the challenge back, bare. */
const passesChallenge = async (address: string, verifyToken: string): Promise<boolean> => {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const url = new URL(address);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  const response = await fetch(url, { redirect: "manual" });
  return response.status === 200 && (await response.text()) === challenge;
};

/** What a call was given, in its address or as a form. */
const fieldsOf = ({ query, body }: Asked): URLSearchParams =>
  new URLSearchParams([...query, ...new URLSearchParams(body)]);
