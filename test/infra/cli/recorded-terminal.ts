import type { Terminal } from "../../../infra/cli/command.ts";

/** A terminal, and what was shown on it so far. */
export const recordedTerminal = (like: Partial<Omit<Terminal, "print" | "warn">> = {}) => {
  const printed: string[] = [];
  const warned: string[] = [];
  const terminal: Terminal = {
    print: (line) => void printed.push(line),
    warn: (line) => void warned.push(line),
    isInteractive: false,
    ...like,
  };
  return { terminal, printed, warned };
};
