import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const projectRoot = resolve(import.meta.dirname, "../../..");

test("when whoever reads has seen enough, a command ends without a word", async () => {
  const child = spawn(process.execPath, ["infra/cli/firstreply.ts", "classify"], { cwd: projectRoot });
  child.stdin.on("error", () => {}); // it no longer reads once it has ended
  child.stdin.write('{"text":"hello"}\n');
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stdin.write('{"text":"is anybody there?"}\n');
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  child.stdin.destroy();
  expect({ code, said }).toEqual({ code: 0, said: "" });
});

test("what has to be brought to its end is, though nobody reads it any more", async () => {
  const script = `
    import { endWithReader, processTerminal as terminal } from "./infra/cli/process-terminal.ts";
    endWithReader({ outlivesReader: true });
    terminal.print("paged");
    process.stdin.once("data", () => {
      for (let line = 0; line < 100; line += 1) terminal.print("answered");
      setImmediate(() => { terminal.print("closed"); terminal.warn("at its end"); process.stdin.destroy(); });
    });
  `;
  const args = ["--input-type=module-typescript", "--eval", script];
  const child = spawn(process.execPath, args, { cwd: projectRoot });
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stdin.write("go on\n");
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  child.stdin.destroy();
  expect({ code, said }).toEqual({ code: 0, said: "at its end\n" });
});
