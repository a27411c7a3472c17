import type { SQSRecord } from "aws-lambda";
import * as z from "zod";
import { PermanentError } from "../errors.ts";

type Message = Pick<SQSRecord, "body">;

/** Reads a queue message whose body is JSON of this schema. Anything else will not become so by trying again. */
export const jsonBody =
  <Schema extends z.ZodType>(schema: Schema) =>
  ({ body }: Message): z.infer<Schema> =>
    keepContract(schema, parseJson(body));

const BusEvent = z.object({ detail: z.unknown() });

/** Reads the `detail` of a bus event that a rule put on the queue, checked against its contract. */
export const eventDetail =
  <Schema extends z.ZodType>(schema: Schema) =>
  ({ body }: Message): z.infer<Schema> =>
    keepContract(schema, keepContract(BusEvent, parseJson(body)).detail);

/** What somebody promised to send. Anything else will not become so by trying again. */
export const keepContract = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PermanentError("the message breaks its contract", { cause: parsed.error });
  return parsed.data;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new PermanentError("the message is not JSON");
  }
};
