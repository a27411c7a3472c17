/** How the runtime itself writes a call and reads its answer: the client's half of the three protocols. */
import * as z from "zod";
import type { AwsAnswer, AwsCall } from "./aws-call.ts";
import { AwsError } from "./aws-error.ts";
import { jsonApis } from "./json-apis.ts";
import { readJsonAnswer } from "./read-json-answer.ts";

type Fields = Readonly<Record<string, unknown>>;
type Encoded = Pick<AwsCall, "method" | "path" | "headers" | "body">;
type Protocol = {
  readonly encode: (operation: string, input: Fields) => Encoded;
  readonly decode: (answer: AwsAnswer) => Fields;
};

/** The protocol a service speaks. */
export const protocolOf = (service: string): Protocol => {
  if (service === "sns") return query;
  if (service === "lambda") return invocation;
  const api = jsonApis[service];
  if (api === undefined) throw new Error(`the local runtime has no AWS API called ${service}`);
  return json(api);
};

const json = (api: { readonly target: string; readonly version: string }): Protocol => ({
  encode: (operation, input) => ({
    method: "POST",
    path: "/",
    headers: {
      "content-type": `application/x-amz-json-${api.version}`,
      "x-amz-target": `${api.target}.${operation}`,
    },
    body: Buffer.from(JSON.stringify(input)),
  }),
  decode: readJsonAnswer,
});

const query: Protocol = {
  encode: (operation, input) => ({
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams([["Action", operation], ...flatten("", input)]).toString()),
  }),
  decode: (answer) => {
    const leaves = [...textOf(answer).matchAll(/<(\w+)>([^<]*)<\/\1>/gu)];
    const fields = Object.fromEntries(leaves.map(([, name = "", text = ""]) => [name, unescapeXml(text)]));
    if (answer.status < 300) return fields;
    throw new AwsError({
      code: fields["Code"] ?? "Unknown",
      message: fields["Message"] ?? "",
      status: answer.status,
    });
  },
};

/** `MessageAttributes.entry.1.Name=…&MessageAttributes.entry.1.Value.DataType=…`, as SNS's Publish wants its map. */
const flatten = (name: string, value: unknown): [string, string][] => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return [[name, String(value)]];
  if (typeof value !== "object" || value === null) return [];
  if (name.endsWith("MessageAttributes"))
    return Object.entries(value).flatMap(([attribute, content], index) => [
      [`${name}.entry.${index + 1}.Name`, attribute],
      ...flatten(`${name}.entry.${index + 1}.Value`, content),
    ]);
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(name === "" ? key : `${name}.${key}`, inner),
  );
};

const unescapeXml = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

const Invocation = z.object({
  FunctionName: z.string(),
  InvocationType: z.enum(["RequestResponse", "Event"]).default("RequestResponse"),
  Payload: z.string().default("{}"),
});

const invocation: Protocol = {
  encode: (_operation, input) => {
    const { FunctionName, InvocationType, Payload } = Invocation.parse(input);
    return {
      method: "POST",
      path: `/2015-03-31/functions/${encodeURIComponent(FunctionName)}/invocations`,
      headers: { "content-type": "application/octet-stream", "x-amz-invocation-type": InvocationType },
      body: Buffer.from(Payload),
    };
  },
  decode: (answer) => {
    const payload = textOf(answer);
    if (answer.status >= 300)
      throw new AwsError({
        code: answer.headers["x-amzn-errortype"] ?? "Unknown",
        message: payload,
        status: answer.status,
      });
    const FunctionError = answer.headers["x-amz-function-error"];
    return {
      StatusCode: answer.status,
      Payload: payload,
      ...(FunctionError === undefined ? {} : { FunctionError }),
    };
  },
};

const textOf = ({ body }: AwsAnswer): string =>
  typeof body === "string" ? body : Buffer.from(body).toString();
