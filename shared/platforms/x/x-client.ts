/**
 * The calls twitter-api-v2 has no methods for, through its generic ones: X Activity and the webhook layer are newer
 * than the library. What comes back is parsed, and what is refused is a PlatformRefused.
 */
import { Agent } from "node:http";
import { TwitterApi } from "twitter-api-v2";
import * as z from "zod";
import { neededField } from "../access-fields.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { asRefusal } from "./x-refused.ts";

export type XClient = {
  readonly get: <S extends z.ZodType>(
    path: string,
    query: Readonly<Record<string, string | number>>,
    answer: S,
  ) => Promise<z.infer<S>>;
  readonly post: <S extends z.ZodType>(path: string, body: Query, answer: S) => Promise<z.infer<S>>;
  readonly put: (path: string) => Promise<void>;
  /** A form in the place of JSON, as OAuth wants it. */
  readonly postForm: <S extends z.ZodType>(path: string, body: Query, answer: S) => Promise<z.infer<S>>;
};

type Query = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;
type Settings = ConstructorParameters<typeof TwitterApi>[1];

const timeoutMs = 10_000;

/** Speaks for the app: webhooks, lists, reading. */
export const asApp = (channel: ConnectedChannel): XClient =>
  clientOf(channel, (settings) => new TwitterApi(neededField(channel.access, "bearerToken"), settings));

/** Speaks for the brand, whose consent private events need. Alone of them all its token is renewed. */
export const asBrand = (channel: ConnectedChannel): XClient =>
  clientOf(
    channel,
    (settings) => new TwitterApi(neededField(channel.access, "accessToken"), settings),
    "expired",
  );

/** Speaks for nobody yet: asks for tokens. An app without a client secret names itself in the form alone. */
export const asOAuthClient = (channel: ConnectedChannel): XClient =>
  clientOf(channel, (settings) => {
    const clientId = neededField(channel.access, "clientId");
    const { clientSecret } = channel.access;
    return new TwitterApi(clientSecret ? { clientId, clientSecret } : { clientId }, settings);
  });

const clientOf = (
  channel: ConnectedChannel,
  open: (settings: Settings) => TwitterApi,
  whenNotTaken: "expired" | "unauthorised" = "unauthorised",
): XClient => {
  const { v2 } = open(settingsFor(channel.api));
  const where = { prefix: channel.api, timeout: timeoutMs };
  const ask = async <S extends z.ZodType>(answer: S, call: () => Promise<unknown>): Promise<z.infer<S>> => {
    try {
      return answer.parse(await call());
    } catch (error) {
      throw asRefusal(error, channel.access, whenNotTaken);
    }
  };
  return {
    get: (path, query, answer) => ask(answer, () => v2.get(path, { ...query }, where)),
    post: (path, body, answer) => ask(answer, () => v2.post(path, { ...body }, where)),
    put: async (path) => void (await ask(z.unknown(), () => v2.put(path, {}, where))),
    postForm: (path, body, answer) =>
      ask(answer, () => v2.post(path, { ...body }, { ...where, forceBodyMode: "url" })),
  };
};

/** The library speaks TLS, unless its agent does not: that is for a stand-in on this machine, the only http the configuration takes. */
const settingsFor = (api: string): Settings =>
  new URL(api).protocol === "http:" ? { httpAgent: new Agent() } : {};
