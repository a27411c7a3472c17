/** Where functions' output goes: a file for each function under the data directory, and whoever listens. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** One line a function, or Lambda about it, has written. */
export type LogLine = {
  readonly functionName: string;
  readonly line: string;
  /** What the line says, when it is or carries a JSON object. */
  readonly entry?: Readonly<Record<string, unknown>> | undefined;
};

export type LogListener = (line: LogLine) => void;

export type LogFiles = {
  readonly write: (functionName: string, line: string) => void;
  /** Calls the listener for every line from now on. Returns what ends that. */
  readonly onLog: (listener: LogListener) => () => void;
  readonly close: () => void;
};

export const openLogFiles = (dataDirectory: string): LogFiles => {
  const directory = join(dataDirectory, "logs");
  mkdirSync(directory, { recursive: true });
  const listeners = new Set<LogListener>();
  const files = new Map<string, number>();
  const fileOf = (functionName: string): number => {
    const known = files.get(functionName);
    const file = known ?? openSync(join(directory, `${functionName}.log`), "a");
    if (known === undefined) files.set(functionName, file);
    return file;
  };
  return {
    write: (functionName, line) => {
      writeSync(fileOf(functionName), `${line}\n`);
      for (const listener of listeners) listener({ functionName, line, entry: entryOf(line) });
    },
    onLog: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
};

/** A line of text format carries what was logged behind its time, request and level. */
const entryOf = (line: string): Readonly<Record<string, unknown>> | undefined => {
  const text = line.startsWith("{") ? line : line.split("\t").slice(3).join("\t");
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
