/** API Gateway's HTTP API, on loopback. */
import { createHash } from "node:crypto";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { accessLogLine, openAccessLog } from "./access-log.ts";
import {
  readApi,
  readIntegration,
  readRoute,
  readStage,
  type Integration,
  type Route,
  type Stage,
  type Throttle,
} from "./api-resources.ts";
import { answerRequest, type HttpApi, type InvokedLambda } from "./http-api.ts";
import { listenOnLoopback, type LoopbackServer } from "./loopback-server.ts";
import { plainAnswer } from "./proxy-answer.ts";
import { createTokenBucket } from "./token-bucket.ts";

export type HttpApiService = LocalService & {
  /** `http://127.0.0.1:<port>`; undefined when the template has no API. */
  readonly url: () => string | undefined;
  /** Whether requests lead to this function. */
  readonly leadsTo: (functionName: string) => boolean;
};

export type HttpApiOptions = {
  readonly lambda: InvokedLambda;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long `stop` waits for requests that are under way. */
  readonly graceSeconds?: number;
};

/** The port is taken while the template is read, since its address is what other resources refer to. */
export const httpApiService = (place: LocalPlace, options: HttpApiOptions): HttpApiService => {
  const routes: Route[] = [];
  const integrations = new Map<string, Integration>();
  let stage: Stage | undefined;
  let server: LoopbackServer | undefined;
  let api: HttpApi | undefined;
  let apiId: string | undefined;

  const url = (): string | undefined => server && `http://127.0.0.1:${server.port}`;

  const provisionApi = async (resource: LocalResource): Promise<Provisioned> => {
    readApi(resource);
    if (server !== undefined) throw new Error(`${resource.logicalId}: this runtime serves one HTTP API`);
    apiId = idOf(place, resource);
    server = await listenOnLoopback(options.port, async (request) =>
      api === undefined ? plainAnswer(503, "Service Unavailable") : answerRequest(api, request),
    );
    return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: url() ?? "" } };
  };

  const open = ({ throttle, routes: settings, accessLog }: Stage, id: string): HttpApi => {
    refuseUnknownRoutes(settings, routes);
    const admitsAny = admittedBy(throttle);
    const admitsTo = new Map(Object.entries(settings).map(([key, route]) => [key, admittedBy(route)]));
    const write = accessLog && openAccessLog(place.dataDirectory, accessLog.logGroup);
    return {
      apiId: id,
      accountId: place.accountId,
      region: place.region,
      lambda: options.lambda,
      routes,
      integrations,
      admits: (routeKey) => (admitsTo.get(routeKey ?? "") ?? admitsAny)(),
      log: (variables) => write?.(accessLogLine(accessLog?.format ?? "", variables)),
    };
  };

  return {
    name: "http-api",
    url,
    leadsTo: (functionName) =>
      [...integrations.values()].some(({ functionArn }) => functionArn.endsWith(`:${functionName}`)),
    resources: {
      "AWS::ApiGatewayV2::Api": provisionApi,
      "AWS::ApiGatewayV2::Integration": (resource) => {
        const id = idOf(place, resource);
        integrations.set(id, readIntegration(resource));
        return { ref: id };
      },
      "AWS::ApiGatewayV2::Route": (resource) => {
        routes.push(readRoute(resource));
        return { ref: idOf(place, resource) };
      },
      "AWS::ApiGatewayV2::Stage": (resource) => {
        stage = readStage(resource);
        return { ref: "$default" };
      },
    },
    start: async () => {
      if (apiId !== undefined && stage !== undefined) api = open(stage, apiId);
    },
    stop: async () => {
      await server?.close(options.graceSeconds ?? 5);
      server = undefined;
    },
  };
};

const admittedBy = (throttle: Throttle | undefined): (() => boolean) =>
  throttle === undefined ? () => true : createTokenBucket(throttle, () => performance.now());

/** AWS creates no stage that says something of a route which is not there, or not there yet. */
const refuseUnknownRoutes = (settings: Stage["routes"], routes: readonly Route[]): void => {
  const unknown = Object.keys(settings).find((wanted) => routes.every(({ key }) => key !== wanted));
  if (unknown !== undefined) throw new Error(`Unable to find Route by key ${unknown} within RouteSettings`);
};

/** Ten characters, the same at every start. */
const idOf = (place: LocalPlace, { logicalId }: LocalResource): string =>
  BigInt(`0x${createHash("sha256").update(`${place.stackName}/${logicalId}`).digest("hex")}`)
    .toString(36)
    .slice(0, 10);
