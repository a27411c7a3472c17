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

test("the engine does not outlive a runtime that is killed with -9", async () => {
  const folder = openTestFolder();
  onTestFinished(folder.dispose);
  const runtime = spawn(process.execPath, [join(import.meta.dirname, "run-engine.ts"), folder.path], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void runtime.kill("SIGKILL"));
  const [told]: Buffer[] = await once(runtime.stdout, "data");
  const port = Number(told);
  expect(await isListening(port)).toBe(true);

  runtime.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isListening(port)).toBe(false), { timeout: 4000 });
});
