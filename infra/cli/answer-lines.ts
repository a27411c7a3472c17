import type * as z from "zod";
import { problemLine, readAsLater } from "../words/read-as.ts";
import { jsonOrNothing } from "./json-or-nothing.ts";

type Asked<Schema extends z.ZodType> = {
  readonly lines: AsyncIterable<string>;
  readonly print: (line: string) => void;
  readonly question: Schema;
  readonly answer: (question: z.infer<Schema>) => object;
};

/** One line for each that is not empty, in order. Resolves to 1 when a line made no sense, which stops no other. */
export const answerLines = async <Schema extends z.ZodType>({
  lines,
  print,
  question,
  answer,
}: Asked<Schema>): Promise<number> => {
  let number = 0;
  let exitCode = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const read = await readAsLater(question, jsonOrNothing(line));
    if ("problems" in read) exitCode = 1;
    print(
      JSON.stringify(
        "problems" in read ? { line: number, error: problemLine(read.problems) } : answer(read.value),
      ),
    );
  }
  return exitCode;
};
