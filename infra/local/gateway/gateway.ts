/**
 * The one door of the local AWS. Every call of functions, operators and tests arrives here over HTTP, is told apart,
 * authenticated and handed through the interceptors to the service that answers it. The runtime's own calls
 * (`callAws`) take the same way from the interceptors on.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { LocalReport } from "../local-service.ts";
import { authenticate } from "./authenticate.ts";
import type { AnswerAws, AwsAnswer, AwsCall, CallAws } from "./aws-call.ts";
import { AwsError, errorAnswer } from "./aws-error.ts";
import { protocolOf } from "./encode-call.ts";
import { intercept, type Interceptor } from "./interceptor.ts";
import type { Keys } from "./keys.ts";
import { nameCall } from "./name-call.ts";
import { readBody } from "./read-body.ts";

export type Gateway = {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly callAws: CallAws;
  /** Whether somebody who signs with this key is waiting for an answer at this moment. */
  readonly isCalling: (accessKeyId: string) => boolean;
  /** From now on calls of this API (`sqs`, `dynamodbstreams`, …) are answered so. */
  readonly serve: (service: string, answer: AnswerAws) => void;
  /** Takes no further call and closes every connection. */
  readonly close: () => Promise<void>;
};

export type GatewayOptions = {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly keys: Keys;
  readonly interceptors: readonly Interceptor[];
  readonly report: (line: LocalReport) => void;
};

/** Opens the gateway on loopback. */
export const openGateway = async ({
  port = 0,
  keys,
  interceptors,
  report,
}: GatewayOptions): Promise<Gateway> => {
  const services = new Map<string, AnswerAws>();
  const underWay = createUnderWay();

  const dispatch: AnswerAws = async (call) => {
    const answer = services.get(call.service);
    if (answer !== undefined) return answer(call);
    throw new AwsError({
      code: "UnknownOperationException",
      message: `Nothing in this runtime answers ${call.service} ${call.operation}: the template has no resource of that service.`,
    });
  };

  const passOn = intercept(interceptors, dispatch);
  const answerAlways = async (call: AwsCall): Promise<AwsAnswer> => {
    try {
      return await passOn(call);
    } catch (error) {
      return errorAnswer(call.service, asAwsError(error, call));
    }
  };

  const asAwsError = (error: unknown, { service, operation }: AwsCall): AwsError => {
    if (error instanceof AwsError) return error;
    const message = `${operation} failed inside the local runtime: ${error instanceof Error ? error.message : String(error)}`;
    report({ at: new Date(), service, level: "error", message });
    return new AwsError({ code: "InternalFailure", message, status: 500 });
  };

  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<AwsAnswer> => {
    let service = "";
    try {
      const arrived = await readRequest(request);
      const named = nameCall(arrived);
      service = named.service;
      const accessKeyId = authenticate(keys, service, arrived);
      const call = { ...arrived, ...named, accessKeyId, signal: signalOfLeaving(response) };
      return await underWay.during(accessKeyId, () => answerAlways(call));
    } catch (error) {
      if (error instanceof AwsError) return errorAnswer(service, error);
      throw error;
    }
  };

  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    answerRequest(request, response).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    endpoint: endpointOf(server.address()),
    callAws: createCallAws(answerAlways, keys),
    isCalling: underWay.has,
    serve: (service, answer) => void services.set(service, answer),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Counts what is under way, by name. */
const createUnderWay = () => {
  const counts = new Map<string, number>();
  const add = (name: string, more: number): void => void counts.set(name, (counts.get(name) ?? 0) + more);
  return {
    has: (name: string): boolean => (counts.get(name) ?? 0) > 0,
    during: async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
      add(name, 1);
      return work().finally(() => add(name, -1));
    },
  };
};

const readRequest = async (request: IncomingMessage) => ({
  method: request.method ?? "GET",
  path: request.url ?? "/",
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  ),
  body: await readBody(request),
});

/** Aborted when the connection closes before the answer went out. */
const signalOfLeaving = (response: ServerResponse): AbortSignal => {
  const leaving = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) leaving.abort();
  });
  return leaving.signal;
};

const createCallAws =
  (answer: AnswerAws, keys: Keys): CallAws =>
  async (service, operation, input, { principal, signal, sourceArn }) => {
    const { encode, decode } = protocolOf(service);
    const { accessKeyId } = keys.credentialsOf(principal);
    return decode(
      await answer({ service, operation, accessKeyId, signal, sourceArn, ...encode(operation, input) }),
    );
  };

const endpointOf = (address: ReturnType<ReturnType<typeof createServer>["address"]>): string => {
  if (address === null || typeof address === "string") throw new Error("the gateway listens on no port");
  return `http://127.0.0.1:${address.port}`;
};
