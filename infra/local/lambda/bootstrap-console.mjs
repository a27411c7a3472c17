/**
 * `console` as the nodejs24.x runtime has it: each call is one line with its time, request and level, as text or JSON.
 * What a function writes to the standard output itself is left as it is.
 */
import { format } from "node:util";

const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** An error as invocations and logs carry it. Anything can be thrown. */
export const describeError = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

export const logsOf = (variables) => {
  const asJson = variables.AWS_LAMBDA_LOG_FORMAT === "JSON";
  const lowest = Math.max(0, levels.indexOf(variables.AWS_LAMBDA_LOG_LEVEL ?? "TRACE"));
  const write =
    (level) =>
    (...values) => {
      if (levels.indexOf(level) < lowest) return;
      const line = asJson ? jsonLine : textLine;
      process.stdout.write(
        line({ timestamp: new Date().toISOString(), requestId: logs.requestId, level }, values),
      );
    };
  const logs = {
    /** Of the invocation that is running. @type {string | undefined} */
    requestId: undefined,
    console: {
      trace: write("TRACE"),
      debug: write("DEBUG"),
      log: write("INFO"),
      info: write("INFO"),
      warn: write("WARN"),
      error: write("ERROR"),
    },
    failed: (error) => write("ERROR")("Invoke Error", asJson ? error : JSON.stringify(describeError(error))),
    uncaught: (error) =>
      write("ERROR")("Uncaught Exception", asJson ? error : JSON.stringify(describeError(error))),
  };
  return logs;
};

const textLine = ({ timestamp, requestId, level }, values) =>
  `${timestamp}\t${requestId}\t${level}\t${format(...values)}`.replaceAll("\n", "\r") + "\n";

const jsonLine = (head, values) => {
  const error = values.find((value) => value instanceof Error);
  const message = values.length === 1 && isPlain(values[0]) ? values[0] : format(...values);
  const told = error === undefined ? {} : describeError(error);
  const failure = error && {
    errorType: told.errorType,
    errorMessage: told.errorMessage,
    stackTrace: told.trace,
  };
  return `${JSON.stringify({ ...head, ...failure, message })}\n`;
};

const isPlain = (value) => typeof value === "object" && value !== null && !(value instanceof Error);
