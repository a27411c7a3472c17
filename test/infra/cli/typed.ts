import type * as z from "zod";
import type { Command, Terminal } from "../../../infra/cli/command.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

type Somebody = Pick<Terminal, "confirm"> & { readonly isInteractive?: boolean };

/** Runs a command as it was typed: what it printed, as text and as JSON where it is some, and what it said besides. */
export const typed = async <Schema extends z.ZodObject>(
  command: Command<Schema>,
  words: readonly string[],
  { isInteractive = false, confirm }: Somebody = {},
) => {
  const { terminal, printed, warned } = recordedTerminal({
    isInteractive,
    columns: 200,
    ...(confirm !== undefined && { confirm }),
  });
  const code = await runCommand(command, words, { invocation: command.name, terminal });
  const lines = printed.flatMap((line): unknown[] => (line.startsWith("{") ? [JSON.parse(line)] : []));
  return { code, printed, lines, warned: warned.join("\n") };
};
