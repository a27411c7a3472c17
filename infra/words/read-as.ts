/** Reads what a person wrote: a value of a schema, or what is wrong with it, one sentence for each place. */
import * as z from "zod";
import { closestOption } from "./closest-option.ts";
import { whatToWrite } from "./what-to-write.ts";

export type Problem = { readonly path: PropertyKey[]; readonly message: string };
export type ReadAs<Value> = { readonly value: Value } | { readonly problems: readonly Problem[] };

export const readAs = <Schema extends z.ZodType>(schema: Schema, written: unknown): ReadAs<z.infer<Schema>> =>
  resultOf(schema.safeParse(written, { error: whatToWrite }));

/** For a schema that has to look something up. */
export const readAsLater = async <Schema extends z.ZodType>(
  schema: Schema,
  written: unknown,
): Promise<ReadAs<z.infer<Schema>>> => resultOf(await schema.safeParseAsync(written, { error: whatToWrite }));

/** Whatever is wrong, on one line: `from: is missing: write …; seconds: write …`. */
export const problemLine = (problems: readonly Problem[]): string =>
  problems
    .map(({ path, message }) => (path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`))
    .join("; ");

/** The same for a file, each on a line of its own. */
export const problemLines = (problems: readonly Problem[]): string =>
  problems.map(({ path, message }) => `  ${z.core.toDotPath(path) || "(file)"}: ${message}`).join("\n");

const resultOf = <Value>(parsed: z.ZodSafeParseResult<Value>): ReadAs<Value> =>
  parsed.success ? { value: parsed.data } : { problems: parsed.error.issues.flatMap(problemsOf) };

/** A misspelt name in one of several shapes is told as itself: that no shape fits says less. */
const problemsOf = (issue: z.core.$ZodIssue): Problem[] => {
  const option = issue.code === "invalid_union" ? closestOption(issue.errors) : undefined;
  if (option?.some(({ code }) => code === "unrecognized_keys") !== true) return [issue];
  return option.flatMap(problemsOf).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
};
