/**
 * Sees to it that no function's process outlives the runtime, not even one in an endless loop when the runtime is
 * killed with -9. A shell of a few kilobytes reads from a pipe which groups are alive, one list a line, and kills the
 * last list when the pipe ends, whatever ended it. It lives in a session of its own, out of reach of the terminal.
 */
import { spawn } from "node:child_process";

export type Reaper = {
  /** Tells it all the process groups there are now. */
  readonly watch: (groups: readonly number[]) => void;
  readonly dismiss: () => void;
};

const script = 'while read -r groups; do alive=$groups; done; [ -z "$alive" ] || kill -s KILL -- $alive';

export const hireReaper = (): Reaper => {
  const shell = spawn("/bin/sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  shell.unref();
  // Without a shell there is no reaper; a process then still goes when it next asks for an invocation.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  return {
    watch: (groups) => void shell.stdin.write(`${groups.map((group) => `-${group}`).join(" ")}\n`),
    dismiss: () => void shell.stdin.end("\n"),
  };
};
