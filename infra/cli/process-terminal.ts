import { createInterface } from "node:readline/promises";
import type { Terminal } from "./command.ts";

const eraseLine = "\r\u001B[2K";

const progress = (line: string): void => void process.stderr.write(eraseLine + line);

const confirm = async (question: string): Promise<boolean> => {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/iu.test((await asking.question(`${question} [y/N] `)).trim());
  } catch (error) {
    // Ctrl-C and Ctrl-D are no agreement, and nothing that went wrong.
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    asking.close();
  }
};

/** The terminal of this process: lines for others on stdout, words for people on stderr. */
export const processTerminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  isInteractive: process.stdout.isTTY,
  // Some terminals do not know how wide they are, and say 0.
  ...(process.stdout.columns > 0 && { columns: process.stdout.columns }),
  ...(process.stderr.isTTY && { progress }),
  ...(process.stdout.isTTY && process.stdin.isTTY && { confirm }),
};

/**
 * Whoever reads us may have seen enough (`… | head`): then there is nobody left to work for, and nothing to complain of.
 * What has to be brought to its end all the same goes on unheard.
 */
export const endWithReader = ({ outlivesReader = false } = {}): void => {
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    if (!outlivesReader) process.exit();
  };
  for (const stream of [process.stdout, process.stderr]) stream.on("error", onError);
};
