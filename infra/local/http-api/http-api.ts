/** One HTTP API: from a request to the function its route leads to, and back. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { AwsError } from "../gateway/aws-error.ts";
import type { InvokeResult } from "../lambda/invoke.ts";
import type { LambdaService } from "../lambda/lambda-service.ts";
import type { AccessLogVariables } from "./access-log.ts";
import type { Integration, Route } from "./api-resources.ts";
import { plainAnswer, proxyAnswer, type ProxyAnswer } from "./proxy-answer.ts";
import { decodedPath, logTime, proxyEvent, type ProxyRequest } from "./proxy-event.ts";
import { readLimitedBody } from "./read-limited-body.ts";
import { matchRoute, type RouteMatch } from "./route-key.ts";

/** Lambda as the API meets it: it asks whether the function's own policy lets it in, and invokes. */
export type InvokedLambda = Pick<LambdaService, "invoke"> & {
  readonly mayInvoke: (
    functionArn: string,
    caller: { readonly service: string; readonly sourceArn: string },
  ) => boolean;
};

export type HttpApi = {
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  readonly lambda: InvokedLambda;
  readonly routes: readonly Route[];
  readonly integrations: ReadonlyMap<string, Integration>;
  /** Whether the throttle of the route, or else of the stage, lets one more request in. */
  readonly admits: (routeKey: string | undefined) => boolean;
  readonly log: (variables: AccessLogVariables) => void;
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const bodyLimitBytes = 10 * 1024 * 1024;

const notFound = plainAnswer(404, "Not Found");
const badRequest = plainAnswer(400, "Bad Request");
const tooLarge = plainAnswer(413, "Request Entity Too Large");
const tooMany = plainAnswer(429, "Too Many Requests");
const broken = plainAnswer(500, "Internal Server Error");
const unavailable = plainAnswer(503, "Service Unavailable");

/** Answers one request, whatever happens on the way. */
export const answerRequest = async (api: HttpApi, message: IncomingMessage): Promise<ProxyAnswer> => {
  const at = new Date();
  const requestId = randomBytes(11).toString("base64");
  const body = await readLimitedBody(message, bodyLimitBytes);
  const path = decodedPath(message.url ?? "/");
  const match = path === undefined ? undefined : matchRoute(api.routes, message.method ?? "GET", path);
  const answer = await answerOf(api, message, { body, path, match, at, requestId });
  api.log({
    requestId,
    accountId: api.accountId,
    apiId: api.apiId,
    stage: "$default",
    httpMethod: message.method,
    path,
    protocol: `HTTP/${message.httpVersion}`,
    routeKey: match?.route.key,
    status: answer.status,
    responseLength: answer.body.byteLength,
    responseLatency: Date.now() - at.getTime(),
    requestTime: logTime(at),
    requestTimeEpoch: at.getTime(),
    "identity.sourceIp": message.socket.remoteAddress,
    "identity.userAgent": message.headers["user-agent"],
  });
  return { ...answer, headers: [...answer.headers, ["apigw-requestid", requestId]] };
};

type Arrived = {
  readonly body: Buffer | undefined;
  readonly path: string | undefined;
  readonly match: RouteMatch<Route> | undefined;
  readonly at: Date;
  readonly requestId: string;
};

const answerOf = async (api: HttpApi, message: IncomingMessage, arrived: Arrived): Promise<ProxyAnswer> => {
  const { body, path, match } = arrived;
  if (!api.admits(match?.route.key)) return tooMany;
  if (path === undefined) return badRequest;
  if (match === undefined) return notFound;
  if (body === undefined) return tooLarge;
  const integration = api.integrations.get(match.route.integrationId);
  if (integration === undefined || !mayInvoke(api, match.route, integration)) return broken;
  const event = proxyEvent(requestOf(message, body), {
    ...api,
    ...arrived,
    routeKey: match.route.key,
    pathParameters: match.pathParameters,
    traceId: `Root=1-${Math.floor(arrived.at.getTime() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`,
  });
  return withinTime(integration.timeoutMilliseconds, async () =>
    answerFrom(await api.lambda.invoke(integration.functionArn, event)),
  );
};

/** The ARN of the route, which the function's permission has to name. */
const mayInvoke = (api: HttpApi, { key, method, path }: Route, { functionArn }: Integration): boolean => {
  const where = path === undefined ? "$default" : key.split(" ")[1]?.slice(1);
  const sourceArn = `arn:aws:execute-api:${api.region}:${api.accountId}:${api.apiId}/$default/${method === "ANY" ? "*" : method}/${where}`;
  return api.lambda.mayInvoke(functionArn, { service: "apigateway.amazonaws.com", sourceArn });
};

const withinTime = async (milliseconds: number, work: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> => {
  const done = new AbortController();
  const late = setTimeout(milliseconds, unavailable, { signal: done.signal });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    return refusal(error);
  } finally {
    done.abort();
    late.catch(() => {});
  }
};

const answerFrom = (result: InvokeResult): ProxyAnswer =>
  result.functionError === undefined ? (proxyAnswer(result.payload) ?? broken) : broken;

/** Lambda would not run the function. */
const refusal = (error: unknown): ProxyAnswer => {
  const code = error instanceof AwsError ? error.code : "";
  if (code === "TooManyRequestsException") return unavailable;
  return code === "RequestTooLargeException" ? tooLarge : broken;
};

const requestOf = (message: IncomingMessage, body: Buffer): ProxyRequest => ({
  method: message.method ?? "GET",
  target: message.url ?? "/",
  headers: pairsOf(message.rawHeaders),
  body,
  sourceIp: message.socket.remoteAddress ?? "",
  protocol: `HTTP/${message.httpVersion}`,
  port: message.socket.localPort ?? 0,
});

const pairsOf = (raw: readonly string[]): [string, string][] => {
  const pairs: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) pairs.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return pairs;
};
