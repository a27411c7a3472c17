import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openTestFolder } from "../gateway/open-test-aws.ts";

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

/** A runtime in a group of its own, as a terminal starts one, once its engine listens. */
const startRuntime = async () => {
  const folder = openTestFolder();
  onTestFinished(folder.dispose);
  const runtime = spawn(process.execPath, [join(import.meta.dirname, "run-engine.ts"), folder.path], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void runtime.kill("SIGKILL"));
  const [told]: Buffer[] = await once(runtime.stdout, "data");
  const port = Number(told);
  expect(await isListening(port)).toBe(true);
  return { runtime, port };
};

test("the engine does not outlive a runtime that is killed with -9", async () => {
  const { runtime, port } = await startRuntime();
  runtime.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isListening(port)).toBe(false), { timeout: 4000 });
});

test("Ctrl-C, which reaches the whole group, leaves the engine to the runtime, which ends it when it is done", async () => {
  const { runtime, port } = await startRuntime();
  if (runtime.pid === undefined) throw new Error("the runtime was not started");
  process.kill(-runtime.pid, "SIGINT");
  const [code]: unknown[] = await once(runtime, "exit");
  expect(code).toBe(0);
  expect(await isListening(port)).toBe(false);
});
