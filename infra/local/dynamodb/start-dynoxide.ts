/**
 * Runs dynoxide as a child process on a free port of loopback.
 *
 * Between it and us stands a shell that holds the reading end of a pipe. We never write to it; when we end, whether
 * by `stop` or by `kill -9`, the pipe closes and the shell ends the engine. So no engine outlives its runtime, and
 * nobody has to poll. Both live in a group of their own: a Ctrl-C meant for the runtime is none of theirs, and the engine
 * is there for as long as somebody still has something to write.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { indexStreamRecords } from "./index-stream-records.ts";

export type DynamodbEndpoint = {
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  readonly dataDirectory: string;
  /** Told when the engine ends and nobody asked it to. */
  readonly onDeath: (reason: string) => void;
};

const endWithUs = `
exec 3<&0
"$0" "$@" </dev/null 3<&- &
engine=$!
{ cat <&3 >/dev/null 2>&1; kill "$engine" 2>/dev/null; } &
exec 3<&-
wait "$engine"
`;

const tries = 3;

/** Starts the engine on the data directory's tables. A port that somebody else took meanwhile is tried again. */
export const startDynoxide = async (
  options: EngineOptions & { readonly binary: string },
): Promise<DynamodbEndpoint> => {
  const file = join(options.dataDirectory, "dynamodb.db");
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawn(
      "sh",
      ["-c", endWithUs, options.binary, "serve", "--port", String(port), "--db-path", file],
      {
        detached: true,
        stdio: ["pipe", "ignore", "pipe"],
      },
    );
    const trouble = await untilListening(child);
    if (trouble === undefined) {
      indexStreamRecords(file);
      return { host: "127.0.0.1", port, stop: watch(child, options.onDeath) };
    }
    if (attempt === tries) throw new Error(`dynoxide does not start on ${file}: ${trouble}`);
  }
};

/** Undefined once it listens, else what it said before it ended. */
const untilListening = async (child: ChildProcess): Promise<string | undefined> => {
  if (child.stderr === null) throw new Error("dynoxide was started without a pipe for what it says");
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    if (line.startsWith("Dynoxide listening")) return undefined;
    said.push(line);
  }
  return said.join(" ");
};

const watch = (child: ChildProcess, onDeath: (reason: string) => void): (() => Promise<void>) => {
  let isWanted = true;
  child.stderr?.resume();
  child.on("exit", (code, signal) => {
    if (isWanted) onDeath(`dynoxide ended by itself (${signal ?? `exit code ${code}`})`);
  });
  return async () => {
    isWanted = false;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.stdin?.end();
    await ended;
  };
};

/** dynoxide does not tell which port it got for `--port 0`, so we ask the system for one first. */
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("the system gave no free port");
  return address.port;
};
