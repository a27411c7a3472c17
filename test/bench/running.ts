import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export type Running = {
  readonly url: string;
  readonly secondsToReady: number;
  readonly process: ChildProcess;
  /** Resident memory of the process and everything it started, in MiB. */
  readonly memory: () => number;
  readonly stop: () => Promise<void>;
};

/** Starts a program of the project and waits for its line `ready <url>`. */
export const running = async (script: string, ...args: string[]): Promise<Running> => {
  const started = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd: resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyUrl(child);
  return {
    url,
    secondsToReady: (performance.now() - started) / 1000,
    process: child,
    memory: () => treeMemory(child.pid ?? 0),
    stop: async () => {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    },
  };
};

const readyUrl = (child: ChildProcess): Promise<string> =>
  new Promise((ready, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += String(chunk);
      const url = /^ready (\S+)$/mu.exec(said)?.[1];
      if (url !== undefined) ready(url);
    });
    child.on("close", (code) => reject(new Error(`ended with ${code} before it was ready:\n${said}`)));
  });

/** Linux only: elsewhere there is no /proc to ask, and the figure is 0. */
const treeMemory = (pid: number): number => {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    const own = (pages * 4096) / 2 ** 20;
    return children === ""
      ? own
      : own + children.split(" ").reduce((sum, child) => sum + treeMemory(Number(child)), 0);
  } catch {
    return 0;
  }
};
