import { SQSClient } from "@aws-sdk/client-sqs";
import { AwsClient } from "aws4fetch";
import * as z from "zod";
import { jsonOrNothing } from "../json-or-nothing.ts";
import type { ClientConfig } from "./open-deployment.ts";

/** What a function said: that it is done, or what is not. Neither is said when Lambda itself refused, which rejects. */
export type InvocationResult = { readonly done: true } | { readonly done: false; readonly why: string };

/** Runs a function with an event, given as JSON, and waits for it. One signed request: the SDK's client for it is not needed elsewhere. */
export const invokeFunction = async (
  client: ClientConfig,
  functionName: string,
  event: string,
): Promise<InvocationResult> => {
  const { region, endpoint = `https://lambda.${region}.amazonaws.com` } = client;
  const credentials = await new SQSClient(client).config.credentials();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const lambda = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    service: "lambda",
    region,
    retries: 3,
  });
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  const response = await lambda.fetch(`${endpoint}${path}`, { method: "POST", body: event });
  const answer = await response.text();
  if (!response.ok)
    throw new InvocationRefused(response.status, response.headers.get("x-amzn-errortype") ?? "", answer);
  return verdictOf(response.headers.get("x-amz-function-error"), answer);
};

/** Lambda would not run the function. `name` is AWS's word for why. */
class InvocationRefused extends Error {
  constructor(status: number, type: string, answer: string) {
    const { message = "" } = Refusal.catch({}).parse(jsonOrNothing(answer));
    super(`Lambda answered ${status}: ${message}`);
    this.name = type.replace(/:.*$/u, "") || "InvocationRefused";
  }
}

const Refusal = z.object({ message: z.string().optional() });

const Batch = z.object({ batchItemFailures: z.array(z.unknown()).min(1) });

const verdictOf = (functionError: string | null, answer: string): InvocationResult => {
  if (functionError !== null) return { done: false, why: "it failed or took too long: its log says why" };
  return Batch.safeParse(jsonOrNothing(answer)).success
    ? { done: false, why: "it could not do it now: its log says why" }
    : { done: true };
};
