/** What every fake platform is made of: a real HTTP server on loopback that answers by a table of routes. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

export type Asked = {
  readonly method: string;
  readonly path: string;
  /** What the route's pattern caught. */
  readonly groups: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The bearer token that was shown; empty without one. */
  readonly bearer: string;
};

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** In the place of `json`: what claims to be, and is none. */
  readonly garbage?: string;
};

export type Route = readonly [
  method: string,
  path: RegExp,
  answer: (asked: Asked) => Answer | Promise<Answer>,
];

export type Served = { readonly origin: string; readonly close: () => Promise<void> };

/** `first` sees every call before its route, and may answer in its place. */
export const serve = async (
  routes: readonly Route[],
  first: (asked: Asked) => Answer | undefined = () => undefined,
): Promise<Served> => {
  const server = createServer((request, response) => {
    void answerTo(request, routes, first).then(({ status = 200, headers = {}, json = {}, garbage }) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(garbage ?? JSON.stringify(json)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

const answerTo = async (
  request: IncomingMessage,
  routes: readonly Route[],
  first: (asked: Asked) => Answer | undefined,
): Promise<Answer> => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const { method = "GET", headers } = request;
  const asked: Asked = {
    method,
    path: url.pathname,
    groups: [],
    query: url.searchParams,
    headers,
    body: await text(request),
    bearer: /^Bearer (.+)$/u.exec(headers.authorization ?? "")?.[1] ?? "",
  };
  const early = first(asked);
  if (early !== undefined) return early;
  for (const [routeMethod, pattern, answer] of routes) {
    const match = routeMethod === method ? pattern.exec(url.pathname) : null;
    if (match !== null) return answer({ ...asked, groups: match.slice(1) });
  }
  return { status: 404, json: { title: "Not Found", detail: `${method} ${url.pathname}` } };
};
