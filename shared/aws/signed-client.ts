/**
 * A small client for the two AWS calls on the path a platform waits for. The SDK's clients are nine tenths of a cold
 * start; this signs with aws4fetch and sends with node:https, and keeps its connection. Everything behind the queue
 * uses the SDK.
 */
import type { Agent, ClientRequest, RequestOptions } from "node:http";
import https from "node:https";
import { AwsV4Signer } from "aws4fetch";

export type SignedCall = (target: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** AWS answered with an error. `code` is the service's name for it. */
export class AwsCallFailed extends Error {
  override readonly name = "AwsCallFailed";
  readonly code: string;
  readonly status: number;
  constructor(target: string, status: number, code: string) {
    super(`${target} answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

type Transport = {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
};

const overTls: Transport = { request: https.request, agent: new https.Agent({ keepAlive: true }) };

/**
 * AWS speaks TLS; only an endpoint on this machine does not. `node:http` is not imported, because as a module it loads
 * every one of its lazy exports, a WebSocket client among them: 20 of the 30 ms this function may take to start.
 */
let inClear: Transport | undefined;
const transportOf = ({ protocol }: URL): Transport => {
  if (protocol === "https:") return overTls;
  const http = process.getBuiltinModule("node:http");
  return (inClear ??= { request: http.request, agent: new http.Agent({ keepAlive: true }) });
};

/** Deriving a key costs four times what signing with it does, and it holds for a day. */
const signingKeys = new Map<string, ArrayBuffer>();

const tries = 3;
/** All tries together fit the ten seconds a platform and the function itself allow. */
const timeoutMs = 2500;

/** A client of one service's JSON protocol. Throttling, faults and lost connections are tried three times in all. */
export const signedClient = (service: string, jsonVersion: "1.0" | "1.1", env = process.env): SignedCall => {
  const region = env["AWS_REGION"] ?? "";
  const url = env["AWS_ENDPOINT_URL"] ?? `https://${service}.${region}.amazonaws.com/`;

  const once = async (target: string, body: string): Promise<unknown> => {
    const signer = new AwsV4Signer({
      method: "POST",
      url,
      body,
      service,
      region,
      cache: signingKeys,
      headers: { "content-type": `application/x-amz-json-${jsonVersion}`, "x-amz-target": target },
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
      ...(env["AWS_SESSION_TOKEN"] === undefined ? {} : { sessionToken: env["AWS_SESSION_TOKEN"] }),
    });
    const signed = await signer.sign();
    const { status, text } = await post(signed.url, Object.fromEntries(signed.headers), body);
    const answer: unknown = JSON.parse(text === "" ? "{}" : text);
    if (status !== 200) throw new AwsCallFailed(target, status, errorCodeOf(answer));
    return answer;
  };

  return async (target, input) => {
    const body = JSON.stringify(input);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(target, body);
      } catch (error) {
        if (attempt === tries || !isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** attempt));
      }
    }
  };
};

const isPassing = (error: unknown): boolean =>
  !(error instanceof AwsCallFailed) || error.status >= 500 || /Throttl|TooManyRequests/u.test(error.code);

/** AWS names an error in the body's `__type`, behind a namespace and a hash. */
const errorCodeOf = (answer: unknown): string => {
  const type =
    typeof answer === "object" && answer !== null
      ? Object.entries(answer).find(([name]) => name === "__type")?.[1]
      : "";
  return String(type).replace(/^.*#/u, "");
};

const post = (url: URL, headers: Record<string, string>, body: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const transport = transportOf(url);
    const request = transport.request(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: transport.agent,
      timeout: timeoutMs,
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.end(body);
  });
