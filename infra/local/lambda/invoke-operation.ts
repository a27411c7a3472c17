/** Lambda's one operation behind the gateway: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import type { AwsAnswer, AwsCall } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { InvokeResult } from "./invoke.ts";

export type InvokeJson = {
  /** Runs the function and waits. */
  readonly now: (functionName: string, event: string) => Promise<InvokeResult>;
  /** Accepts the event; returns the request id. */
  readonly later: (functionName: string, event: string) => string;
};

export const answerInvoke = async (call: AwsCall, invoke: InvokeJson): Promise<AwsAnswer> => {
  const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?|$)/.exec(call.path);
  if (path?.[1] === undefined || call.method !== "POST") {
    throw new AwsError({
      code: "UnknownOperationException",
      message: `The local runtime knows no ${call.method} ${call.path} of Lambda`,
    });
  }
  const functionName = decodeURIComponent(path[1]);
  const event = eventOf(call.body);
  const type = call.headers["x-amz-invocation-type"] ?? "RequestResponse";
  if (type === "Event") return answer(202, invoke.later(functionName, event), "");
  if (type === "DryRun") return answer(204, "", "");
  const { requestId, payload, functionError } = await invoke.now(functionName, event);
  const failed = functionError === undefined ? {} : { "x-amz-function-error": functionError };
  return answer(200, requestId, JSON.stringify(payload), failed);
};

const eventOf = (body: Uint8Array): string => {
  const text = body.byteLength === 0 ? "{}" : Buffer.from(body).toString();
  try {
    JSON.parse(text);
  } catch (cause) {
    const message = `Could not parse request body into json: ${String(cause)}`;
    throw new AwsError({ code: "InvalidRequestContentException", message });
  }
  return text;
};

const answer = (
  status: number,
  requestId: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): AwsAnswer => ({
  status,
  headers: {
    "content-type": "application/json",
    "x-amz-executed-version": "$LATEST",
    "x-amzn-requestid": requestId,
    ...headers,
  },
  body,
});
