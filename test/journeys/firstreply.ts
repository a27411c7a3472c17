import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import * as z from "zod";

const projectRoot = resolve(import.meta.dirname, "../..");

type Ran = {
  readonly code: number;
  readonly stdout: string;
  /** What it printed, a JSON object a line. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly stderr: string;
};

const Line = z.record(z.string(), z.unknown());

/** `npm run firstreply -- …`, as its own process, with nobody at the terminal and no AWS of the machine's in sight. */
export const firstreply = async (...words: string[]): Promise<Ran> => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
  const child = spawn("npm", ["run", "-s", "firstreply", "--", ...words], {
    cwd: projectRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return {
    code: z.number().parse(code),
    stdout,
    stderr,
    lines: stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [Line.parse(JSON.parse(line))] : [])),
  };
};
