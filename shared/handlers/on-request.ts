/**
 * The wrapper of what answers HTTP. It hands over the bytes as they were received, and says to an outsider a status
 * and one short sentence; what went wrong inside is in the log alone.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { instrumented } from "./instrumented.ts";
import { telemetry } from "./powertools.ts";

export type HttpRequest = {
  readonly method: string;
  /** As it was asked for, decoded. A path may be a secret itself, as a page's link is: it belongs in no log. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  /** Decoded once, repeated parameters kept. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of two with one name the first: the browser puts the one with the narrower path there. */
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** When the API took it, by the API's clock: a function's own may be wrong, and clocks of customers start here. */
  readonly receivedAt: Date;
};

export type HttpAnswer = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Each as a `Set-Cookie` header has it. */
  readonly cookies?: readonly string[];
};

/** An answer that says one short sentence, as JSON. */
export const sentence = (status: number, error: string, headers: HttpAnswer["headers"] = {}): HttpAnswer => ({
  status,
  body: JSON.stringify({ error }),
  headers,
});

const failedHere = sentence(500, "Something failed on our side; please send it again.");

/** `failed` is what whoever asks is told when the work throws: a platform's server a sentence, a person a page. */
export const onRequest = (work: (request: HttpRequest) => Promise<HttpAnswer>, failed = failedHere) => {
  const answer = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return resultOf(await work(requestOf(event)));
    } catch (error) {
      telemetry.warn("request.failed", error);
      return resultOf(failed);
    }
  };
  return instrumented(answer);
};

const requestOf = (event: APIGatewayProxyEventV2): HttpRequest => ({
  method: event.requestContext.http.method,
  path: event.rawPath,
  pathParameters: event.pathParameters ?? {},
  query: [...new URLSearchParams(event.rawQueryString)],
  headers: Object.fromEntries(
    Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  cookies: Object.fromEntries((event.cookies ?? []).map(cookieOf).toReversed()),
  body: Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8"),
  receivedAt: new Date(event.requestContext.timeEpoch),
});

const cookieOf = (cookie: string): [name: string, value: string] => {
  const [name = "", ...value] = cookie.split("=");
  return [name.trim(), value.join("=").trim()];
};

const resultOf = ({
  status,
  body,
  headers = {},
  cookies = [],
}: HttpAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { "content-type": "application/json", ...headers },
  ...(cookies.length > 0 && { cookies: [...cookies] }),
  body,
});
