/** Calls to the Graph API. Tokens travel in a header, never in an address, which everybody on the way may log. */
import { createHmac } from "node:crypto";
import * as z from "zod";
import { neededField } from "../access-fields.ts";
import { PlatformRefused, type ConnectedChannel } from "../platform-connector.ts";
import { graphRefusal, usedPercent } from "./graph-refusal.ts";

export type Graph = {
  readonly get: <S extends z.ZodType>(path: string, query: Query, answer: S) => Promise<z.infer<S>>;
  readonly post: (path: string, fields: Query) => Promise<void>;
  /** Every item of a list, page by page. Ends early, and says so, where the app's calls are nearly used up. */
  readonly list: <S extends z.ZodType>(
    path: string,
    query: Query,
    item: S,
    endedEarly: () => void,
  ) => AsyncGenerator<z.infer<S>>;
};

type Query = Readonly<Record<string, string>>;

const patienceMs = 10_000;
const pageSize = "100";
/** Above this share of the app's calls, polling leaves the rest to what matters more. */
const politePercent = 90;

/** Speaks for the app itself. */
export const asMetaApp = (channel: ConnectedChannel): Graph => {
  const { access } = channel;
  return graphOf(channel, `${neededField(access, "appId")}|${neededField(access, "appSecret")}`, {});
};

/** Speaks for the brand, with the token in this field; the proof shows that it is the app that uses it. */
export const asMetaBrand = (channel: ConnectedChannel, tokenField: string): Graph => {
  const token = neededField(channel.access, tokenField);
  const secret = neededField(channel.access, "appSecret");
  const appsecret_proof = createHmac("sha256", secret).update(token).digest("hex");
  return graphOf(channel, token, { appsecret_proof });
};

const graphOf = (channel: ConnectedChannel, token: string, proof: Query): Graph => {
  const call = async (method: "GET" | "POST", path: string, fields: Query): Promise<Answer> => {
    const url = new URL(path, channel.api);
    const parameters = new URLSearchParams({ ...fields, ...proof });
    if (method === "GET") url.search = parameters.toString();
    return send(channel, url, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(method === "POST" && { body: parameters }),
    });
  };
  return {
    get: async (path, query, answer) => read(answer, (await call("GET", path, query)).body),
    post: async (path, fields) => {
      const { success } = read(Done, (await call("POST", path, fields)).body);
      if (!success) throw new PlatformRefused("invalid", `Meta did not do what ${path} asks for`);
    },
    list: async function* (path, query, item, endedEarly) {
      let after: string | undefined;
      do {
        const page = { ...query, limit: pageSize, ...(after !== undefined && { after }) };
        const { body, used } = await call("GET", path, page);
        const { data, paging } = read(Page, body);
        for (const one of data) yield read(item, one);
        after = paging.next === undefined ? undefined : paging.cursors.after;
        if (after !== undefined && used >= politePercent) return endedEarly();
      } while (after !== undefined);
    },
  };
};

const Done = z.object({ success: z.boolean() });

/** `next` only says that there is more: it carries a token, so the cursor is followed instead. */
const Page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      next: z.string().optional(),
      cursors: z.object({ after: z.string().optional() }).default({}),
    })
    .default({ cursors: {} }),
});

type Answer = { readonly body: unknown; readonly used: number };

const send = async ({ access }: ConnectedChannel, url: URL, request: RequestInit): Promise<Answer> => {
  const response = await answerTo(url, request);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw graphRefusal({ status: response.status, headers: response.headers, body, access });
  return { body, used: usedPercent(response.headers) };
};

const answerTo = async (url: URL, request: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...request, redirect: "error", signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new PlatformRefused("unavailable", "Meta does not answer");
  }
};

const read = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PlatformRefused("unavailable", "Meta answered in a shape that is not documented");
};
