import { createInterface } from "node:readline";
import type * as z from "zod";
import { problemLine, readAs } from "../words/read-as.ts";
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
      yield { line, error: "is no JSON: write one object on each line" };
      continue;
    }
    const read = readAs(schema, json);
    yield "problems" in read ? { line, error: problemLine(read.problems) } : { line, value: read.value };
  }
};
