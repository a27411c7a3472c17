import { InvalidConfig } from "../config/resolve-config.ts";
import { UsageError, type Command, type Terminal } from "./command.ts";
import { helpOf } from "./help.ts";
import { readArguments } from "./read-arguments.ts";
import type * as z from "zod";

/** The terminal of this process: lines for others on stdout, words for people on stderr. */
export const processTerminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  isInteractive: process.stdout.isTTY,
};

/** Runs one command on what was typed. Resolves to the exit code: 2 for what the person at the keyboard can mend. */
export const runCommand = async <Schema extends z.ZodObject>(
  command: Command<Schema>,
  typed: readonly string[],
  { invocation, terminal = processTerminal }: { readonly invocation: string; readonly terminal?: Terminal },
): Promise<number> => {
  if (typed.includes("--help") || typed.includes("-h")) {
    terminal.print(helpOf(command, invocation));
    return 0;
  }
  try {
    return await command.run(readArguments(command, typed), terminal);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InvalidConfig)) throw error;
    terminal.warn(error.message);
    if (error instanceof UsageError) terminal.warn(`\`${invocation} --help\` says how it is used.`);
    return 2;
  }
};
