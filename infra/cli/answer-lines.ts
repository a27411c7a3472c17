import * as z from "zod";
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
    const parsed = question.safeParse(jsonOrNothing(line));
    if (!parsed.success) exitCode = 1;
    print(
      JSON.stringify(
        parsed.success
          ? answer(parsed.data)
          : { line: number, error: parsed.error.issues.map(inWords).join("; ") },
      ),
    );
  }
  return exitCode;
};

const inWords = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`;
