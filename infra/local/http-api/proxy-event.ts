/**
 * A request as payload format 2.0 hands it to a function:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** A request as it arrived. */
export type ProxyRequest = {
  readonly method: string;
  /** Path and query as on the request line. */
  readonly target: string;
  /** In the order of arrival, repeated names kept, in the case they were written in. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly port: number;
};

/** What the API adds. */
export type ProxyContext = {
  readonly accountId: string;
  readonly apiId: string;
  readonly requestId: string;
  readonly traceId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly at: Date;
};

export const proxyEvent = (request: ProxyRequest, context: ProxyContext): APIGatewayProxyEventV2 => {
  const { path, query } = splitTarget(request.target);
  const headers = headersOf(request, context);
  const cookies = cookiesOf(request);
  const queryStringParameters = joined([...new URLSearchParams(query)]);
  const domainName = (headers["host"] ?? "").replace(/:\d+$/, "");
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(!isEmpty(queryStringParameters) && { queryStringParameters }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName,
      domainPrefix: domainName.split(".")[0] ?? "",
      http: {
        method: request.method,
        path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: "$default",
      time: logTime(context.at),
      timeEpoch: context.at.getTime(),
    },
    ...(!isEmpty(context.pathParameters) && { pathParameters: context.pathParameters }),
    ...bodyOf(request.body, headers["content-type"]),
  };
};

/**
 * HTTP APIs hand the path on decoded, though they call it raw, and the query as it came. Undefined for a path that
 * cannot be decoded.
 */
export const decodedPath = (target: string): string | undefined => {
  try {
    return splitTarget(target).path;
  } catch {
    return undefined;
  }
};

const splitTarget = (target: string): { path: string; query: string } => {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: decodeURIComponent(path), query: mark < 0 ? "" : target.slice(mark + 1) };
};

/** A connection's own business, and cookies, which have a field of their own. */
const notPassedOn = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "te",
  "upgrade",
  "expect",
  "cookie",
]);

const headersOf = (request: ProxyRequest, { traceId }: ProxyContext): Record<string, string> => {
  const sent = request.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !notPassedOn.has(name));
  return joined([
    ...sent.filter(([name]) => name !== "content-length"),
    ["content-length", String(request.body.byteLength)],
    ["x-amzn-trace-id", traceId],
    ["x-forwarded-for", request.sourceIp],
    ["x-forwarded-port", String(request.port)],
    ["x-forwarded-proto", "http"],
  ]);
};

const cookiesOf = ({ headers }: ProxyRequest): string[] =>
  headers
    .filter(([name]) => name.toLowerCase() === "cookie")
    .flatMap(([, value]) => value.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");

/** Repeated names become one value with commas. */
const joined = (pairs: readonly (readonly [name: string, value: string])[]): Record<string, string> => {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
};

/**
 * AWS does not document which types arrive as text; observed on real HTTP APIs are these, and base64 for everything
 * else, forms and bodies without a type included: https://github.com/ministackorg/ministack/pull/766
 */
const bodyOf = (body: Buffer, contentType = ""): Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded"> => {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isText = type.startsWith("text/") || textTypes.has(type);
  return { body: body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
};

const textTypes = new Set(["application/json", "application/xml", "application/javascript"]);

/** `12/Mar/2026:19:03:58 +0000` */
export const logTime = (at: Date): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;
