/**
 * What a function's result becomes as an HTTP answer. A result without a status is a body by itself: 200, JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
import * as z from "zod";

export type ProxyAnswer = {
  readonly status: number;
  /** Repeated names are allowed: each cookie is a `set-cookie` of its own. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const Result = z.object({
  statusCode: z
    .union([z.int(), z.stringFormat("status", /^\d+$/).transform(Number)])
    .pipe(z.int().min(200).max(599)),
  headers: z.record(z.string(), HeaderValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Undefined for a result that has a status and is not understood: AWS answers 500. */
export const proxyAnswer = (result: unknown): ProxyAnswer | undefined => {
  if (!hasStatus(result)) {
    return {
      status: 200,
      headers: [["content-type", "application/json"]],
      body: Buffer.from(JSON.stringify(result)),
    };
  }
  const parsed = Result.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const given = Object.entries(headers ?? {})
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ownedByServer.has(name));
  const hasType = given.some(([name]) => name === "content-type");
  return {
    status: statusCode,
    headers: [
      ...(hasType ? [] : [["content-type", "text/plain; charset=utf-8"] as const]),
      ...given,
      ...(cookies ?? []).map((cookie) => ["set-cookie", cookie] as const),
    ],
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
};

/** An answer of the API itself. */
export const plainAnswer = (status: number, message: string): ProxyAnswer => ({
  status,
  headers: [["content-type", "application/json"]],
  body: Buffer.from(JSON.stringify({ message })),
});

/** About the connection and the length, which the server knows better. */
const ownedByServer = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

const hasStatus = (result: unknown): boolean =>
  typeof result === "object" && result !== null && "statusCode" in result;
