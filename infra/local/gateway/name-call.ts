import { AwsError } from "./aws-error.ts";
import { jsonApis } from "./json-apis.ts";

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type NamedCall = { readonly service: string; readonly operation: string };

/** Tells which operation of which service a request asks for, the way each protocol says it. */
export const nameCall = (request: Request): NamedCall => {
  const named = byTarget(request) ?? byAction(request) ?? byPath(request);
  if (named !== undefined) return named;
  const target = request.headers["x-amz-target"];
  throw new AwsError({
    code: "UnknownOperationException",
    message: `The local runtime knows no API behind ${request.method} ${request.path}${target === undefined ? "" : ` with target ${target}`}.`,
  });
};

const servicesByTarget = new Map(Object.entries(jsonApis).map(([service, { target }]) => [target, service]));

const byTarget = ({ headers }: Request): NamedCall | undefined => {
  const [target = "", operation = ""] = (headers["x-amz-target"] ?? "").split(".");
  const service = servicesByTarget.get(target);
  return service === undefined || operation === "" ? undefined : { service, operation };
};

/** SNS is the one service here that still speaks the query protocol: a form with an `Action`. */
const byAction = ({ headers, body }: Request): NamedCall | undefined => {
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return undefined;
  const operation = new URLSearchParams(Buffer.from(body).toString()).get("Action");
  return operation === null ? undefined : { service: "sns", operation };
};

/** The APIs that are called by method and path: an operation each, the one that is used. */
const paths: readonly (NamedCall & { readonly method: string; readonly path: RegExp })[] = [
  {
    service: "lambda",
    operation: "Invoke",
    method: "POST",
    path: /^\/2015-03-31\/functions\/[^/?]+\/invocations(?:\?|$)/u,
  },
  { service: "ses", operation: "SendEmail", method: "POST", path: /^\/v2\/email\/outbound-emails$/u },
];

const byPath = (request: Request): NamedCall | undefined => {
  const called = paths.find(({ method, path }) => method === request.method && path.test(request.path));
  return called && { service: called.service, operation: called.operation };
};
