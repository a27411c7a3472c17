/** The listening end of the API. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ProxyAnswer } from "./proxy-answer.ts";

export type LoopbackServer = {
  readonly port: number;
  readonly close: (graceSeconds: number) => Promise<void>;
};

/** Headers and request line together, as HTTP APIs have it. */
const headerLimitBytes = 10_240;

/** Listens on 127.0.0.1. A port that is taken is an error that says so. */
export const listenOnLoopback = async (
  port: number,
  answer: (request: IncomingMessage) => Promise<ProxyAnswer>,
): Promise<LoopbackServer> => {
  const server = createServer(
    { maxHeaderSize: headerLimitBytes, keepAliveTimeout: 65_000 },
    (request, response) => {
      answer(request)
        .then((given) => write(response, given))
        .catch(() => (response.headersSent ? response.destroy() : response.writeHead(500).end()));
    },
  );
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw portError(error, port);
  }
  return { port: portOf(server), close: (graceSeconds) => close(server, graceSeconds) };
};

const write = (response: ServerResponse, { status, headers, body }: ProxyAnswer): void => {
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(
    status,
    [...headers, ...(hasBody ? [["content-length", String(body.byteLength)]] : [])].flat(),
  );
  response.end(hasBody ? body : undefined);
};

const portError = (error: unknown, port: number): unknown =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE"
    ? new Error(`Port ${port} is in use: stop what listens there, or choose another port for the HTTP API`, {
        cause: error,
      })
    : error;

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The HTTP API listens on no port");
  return address.port;
};

/** Lets requests that are under way finish for a while. */
const close = async (server: Server, graceSeconds: number): Promise<void> => {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), graceSeconds * 1000);
  await closed;
  clearTimeout(impatience);
};
