/** A stage's access log: one line a request, in the format the template gives. */
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
export type AccessLogVariables = Readonly<Record<string, string | number | undefined>>;

/** Replaces each `$context.<variable>`; one that is not known or has no value is `-`, as on AWS. */
export const accessLogLine = (format: string, variables: AccessLogVariables): string =>
  format.replaceAll(/\$context\.([\w.]+)/g, (_, name: string) => String(variables[name] ?? "-"));

/** Returns what appends a line to the log group's file. */
export const openAccessLog = (dataDirectory: string, logGroup: string): ((line: string) => void) => {
  const directory = join(dataDirectory, "logs");
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${logGroup.replaceAll("/", "-").replace(/^-/, "")}.log`);
  return (line) => appendFileSync(file, `${line}\n`);
};
