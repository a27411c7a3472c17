import * as z from "zod";
import type { AwsAnswer } from "./aws-call.ts";
import { AwsError } from "./aws-error.ts";

const Fields = z.record(z.string(), z.unknown());

const Failure = z
  .object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() })
  .transform(({ __type: type, message, Message }) => ({
    code: type.replace(/^.*#/u, ""),
    message: message ?? Message ?? "",
  }));

/** The fields of a JSON API's answer; throws the AwsError it carries when it is one. */
export const readJsonAnswer = ({ status, body }: AwsAnswer): Readonly<Record<string, unknown>> => {
  const text = typeof body === "string" ? body : Buffer.from(body).toString();
  const parsed: unknown = JSON.parse(text || "{}");
  if (status < 300) return Fields.parse(parsed);
  throw new AwsError({ ...Failure.parse(parsed), status });
};
