/**
 * The Lambda Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html. One loopback server for all
 * environments; each has its own id in the path, and an environment only ever sees its own invocations.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { largestPayloadBytes } from "./payload-limits.ts";

/** One invocation as a function's process is given it. */
export type Invocation = {
  readonly requestId: string;
  readonly functionArn: string;
  readonly deadline: Date;
  readonly traceId: string;
  /** The event, as JSON. */
  readonly event: string;
};

/** What an environment does with the four calls its process can make. `false`: no such invocation is running. */
export type RuntimeSide = {
  readonly next: () => Promise<Invocation>;
  readonly respond: (requestId: string, payload: string) => boolean;
  readonly fail: (requestId: string, error: string) => boolean;
  readonly failInit: (error: string) => void;
};

export type RuntimeApi = { readonly address: string; readonly close: () => Promise<void> };

export const startRuntimeApi = async (
  environmentOf: (id: string) => RuntimeSide | undefined,
): Promise<RuntimeApi> => {
  const server = createServer((request, response) => {
    void answer(environmentOf, request, response).catch(() => response.destroy());
  });
  // A process may think for as long as its time-out allows between two calls on its one connection.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return { address: `127.0.0.1:${portOf(server.address())}`, close: () => closed(server) };
};

const answer = async (
  environmentOf: (id: string) => RuntimeSide | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const route =
    /^\/(\w+)\/2018-06-01\/runtime\/(?:(init)\/error|invocation\/([\w-]+)(?:\/(response|error))?)$/.exec(
      request.url ?? "",
    );
  const environment = environmentOf(route?.[1] ?? "");
  if (route === null || environment === undefined) return reply(response, 404, unknownPath);
  const [, , init, requestId = "", outcome] = route;
  if (requestId === "next" && outcome === undefined) return handOver(await environment.next(), response);
  const body = await buffer(request);
  if (init !== undefined) {
    environment.failInit(body.toString());
    return reply(response, 202, accepted);
  }
  if (body.byteLength > largestPayloadBytes) {
    environment.fail(requestId, tooLarge);
    return reply(response, 413, tooLarge);
  }
  const known =
    outcome === "response"
      ? environment.respond(requestId, body.toString())
      : environment.fail(requestId, body.toString());
  return known ? reply(response, 202, accepted) : reply(response, 400, unknownRequest);
};

const handOver = (invocation: Invocation, response: ServerResponse): void => {
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
    "Lambda-Runtime-Deadline-Ms": invocation.deadline.getTime(),
    "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
    "Lambda-Runtime-Trace-Id": invocation.traceId,
  });
  response.end(invocation.event);
};

const accepted = JSON.stringify({ status: "OK" });
const unknownPath = JSON.stringify({ errorType: "InvalidPath", errorMessage: "No such Runtime API call" });
const unknownRequest = JSON.stringify({ errorType: "InvalidRequestID", errorMessage: "Invalid request ID" });
const tooLarge = JSON.stringify({
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${largestPayloadBytes} bytes).`,
});

const reply = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(body);
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new TypeError("The Runtime API has no port");
  return address.port;
};

const closed = (server: ReturnType<typeof createServer>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
