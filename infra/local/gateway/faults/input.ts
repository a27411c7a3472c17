import type * as z from "zod";
import type { AwsCall } from "../aws-call.ts";

/** The fields of a JSON API's call. */
export const readInput = <Schema extends z.ZodType>({ body }: AwsCall, schema: Schema): z.infer<Schema> =>
  schema.parse(JSON.parse(Buffer.from(body).toString() || "{}"));

/** The same call with other fields. It was authenticated before; nothing behind the gateway looks at its signature. */
export const withInput = (call: AwsCall, input: unknown): AwsCall => ({
  ...call,
  body: Buffer.from(JSON.stringify(input)),
});
