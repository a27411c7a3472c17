import { InvalidConfig } from "../config/resolve-config.ts";
import { UsageError, type Command, type Terminal } from "./command.ts";
import { helpOf } from "./help.ts";
import { processTerminal } from "./process-terminal.ts";
import { readArguments } from "./read-arguments.ts";
import type * as z from "zod";

type Circumstances = {
  /** How the command is called, for its help. */
  readonly invocation: string;
  /** The commands whose names go on from this one's. */
  readonly parts?: readonly Pick<Command, "name" | "summary">[];
  readonly terminal?: Terminal;
};

/** Runs one command on what was typed. Resolves to the exit code: 2 for what the person at the keyboard can mend. */
export const runCommand = async <Schema extends z.ZodObject>(
  command: Command<Schema>,
  typed: readonly string[],
  { invocation, parts = [], terminal = processTerminal }: Circumstances,
): Promise<number> => {
  if (typed.includes("--help") || typed.includes("-h")) {
    terminal.print(helpOf(command, invocation, parts));
    return 0;
  }
  try {
    return await command.run(readArguments(command, typed), terminal);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InvalidConfig)) throw error;
    terminal.warn(error.message);
    if (error instanceof UsageError && error.cause === undefined)
      terminal.warn(`\`${invocation} --help\` says how it is used.`);
    return 2;
  }
};
