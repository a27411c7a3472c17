import { createInterface } from "node:readline";
import type * as z from "zod";
import { jsonOrNothing } from "./json-or-nothing.ts";

/** A line that was read, or what is wrong with it. */
export type JsonLine<Value> =
  | { readonly line: number; readonly value: Value }
  | { readonly line: number; readonly error: string };

/** Reads JSON lines one by one; empty ones are skipped, bad ones say why and do not end it. */
export const readJsonLines = async function* <Schema extends z.ZodType>(
  input: NodeJS.ReadableStream,
  schema: Schema,
): AsyncGenerator<JsonLine<z.infer<Schema>>> {
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === "") continue;
    const json = jsonOrNothing(text);
    if (json === undefined) {
      yield { line, error: "is no JSON" };
      continue;
    }
    const parsed = schema.safeParse(json);
    yield parsed.success ? { line, value: parsed.data } : { line, error: whatIsWrong(parsed.error) };
  }
};

/** The path and the problem, never the value: it may be a customer's. */
const whatIsWrong = ({ issues }: z.ZodError): string =>
  issues
    .map(({ path, message }) => [path.join("."), message].filter((part) => part !== "").join(": "))
    .join("; ");
