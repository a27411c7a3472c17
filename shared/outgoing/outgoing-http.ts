/**
 * Calls to addresses that somebody else wrote down. TLS, public addresses, no redirects, a bound on the time and on the
 * size of the answer. Neither the address nor what it resolves to is in any error: it is often the whole secret.
 */
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { PermanentError } from "../errors.ts";
import { publicAgent, publicLookup } from "./public-only.ts";
import { whyNotTo, type Reach } from "./where-to.ts";

type OutgoingRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type OutgoingAnswer = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** Whether that is all of it: no more is read than was asked for, and what breaks off midway is not whole either. */
  readonly isWhole: boolean;
};

/** Resolves to whatever was answered, a redirect included. A PermanentError says that the address is refused. */
export type OutgoingHttp = (request: OutgoingRequest) => Promise<OutgoingAnswer>;

type Options = {
  readonly reach: Reach;
  /** For all of it, from the look-up to the last byte. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly lookup?: LookupFunction;
};

export const outgoingHttp =
  ({ reach, timeoutMs = 10_000, maxBytes = 64 * 1024, lookup }: Options): OutgoingHttp =>
  async (request) => {
    const whyNot = whyNotTo(request.url, reach);
    if (whyNot !== null) throw new PermanentError(`the address ${whyNot}`);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await send(request, { reach, signal, lookup });
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        ...(await read(response, maxBytes)),
      };
    } catch (error) {
      throw signal.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`) : nameless(error);
    }
  };

type Way = {
  readonly reach: Reach;
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction | undefined;
};

const send = ({ url, method, headers, body = "" }: OutgoingRequest, { reach, signal, lookup }: Way) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    const options = { method, signal, headers: { ...headers, "content-length": Buffer.byteLength(body) } };
    const request =
      reach === "public"
        ? https.request(url, { ...options, agent: publicAgent, lookup: publicLookup(lookup) })
        : (url.startsWith("https:") ? https : http).request(url, { ...options, agent: false });
    request.on("response", resolve);
    request.on("error", reject);
    request.end(body);
  });

/** A body that breaks off is no failure any more: the other side had its say with the status. */
const read = async (
  response: http.IncomingMessage,
  maxBytes: number,
): Promise<Pick<OutgoingAnswer, "text" | "isWhole">> => {
  const chunks: Buffer[] = [];
  let left = maxBytes;
  let isWhole = true;
  try {
    for await (const chunk of response) {
      const part = Buffer.from(chunk);
      chunks.push(part.subarray(0, left));
      isWhole = part.length <= left;
      left -= part.length;
      if (!isWhole) break; // which closes the connection
    }
  } catch {
    isWhole = false;
  }
  return { text: Buffer.concat(chunks).toString(), isWhole };
};

/** What the system says names the host or its address; its code does not. An error without one is a refusal of ours. */
const nameless = (error: unknown): Error => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string"
    ? new Error(`the address could not be reached (${code})`)
    : new PermanentError("the address is no public address");
};
