import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DataDirectoryInUse, openDataDirectory } from "../../../infra/local/data-directory.ts";
import { openTestFolder } from "./gateway/open-test-aws.ts";

const newPath = (): string => {
  const folder = openTestFolder();
  onTestFinished(folder.dispose);
  return join(folder.path, "data");
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("a new data directory is its owner's alone", () => {
  const directory = openDataDirectory(newPath());
  expect(modeOf(directory.path)).toBe(0o700);
  directory.release();
});

test("a second start on the same data is refused with a clear sentence that names the first", () => {
  const path = newPath();
  const first = openDataDirectory(path);
  expect(() => openDataDirectory(path)).toThrow(DataDirectoryInUse);
  expect(() => openDataDirectory(path)).toThrow(`is in use by another runtime (process ${process.pid})`);
  first.release();
});

test("the next start is let in after a release", () => {
  const path = newPath();
  openDataDirectory(path).release();
  expect(() => openDataDirectory(path).release()).not.toThrow();
});

test("a holder in another process keeps us out, and kill -9 of it lets us in at once", async () => {
  const path = newPath();
  const holder = spawn(process.execPath, [join(import.meta.dirname, "hold-data-directory.ts"), path], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  expect(() => openDataDirectory(path)).toThrow(`process ${holder.pid}`);

  const gone = once(holder, "exit");
  holder.kill("SIGKILL");
  await gone;
  const directory = openDataDirectory(path);
  expect(readFileSync(join(path, "pid"), "utf8")).toBe(String(process.pid));
  directory.release();
});

test("outputs and keys are written for their owner alone, in the shapes other tools read", () => {
  const directory = openDataDirectory(newPath());
  directory.writeOutputs({ FirstReply: { ApiUrl: "http://127.0.0.1:1" } });
  directory.writeEnv({
    AWS_ENDPOINT_URL: "http://127.0.0.1:2",
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
  });
  directory.release();

  const outputs = join(directory.path, "outputs.json");
  expect(JSON.parse(readFileSync(outputs, "utf8"))).toEqual({ FirstReply: { ApiUrl: "http://127.0.0.1:1" } });
  const env = join(directory.path, "env");
  expect(readFileSync(env, "utf8").split("\n")).toEqual([
    "AWS_ENDPOINT_URL=http://127.0.0.1:2",
    "AWS_REGION=eu-west-1",
    "AWS_ACCESS_KEY_ID=id",
    "AWS_SECRET_ACCESS_KEY=secret",
    "",
  ]);
  expect([modeOf(outputs), modeOf(env)]).toEqual([0o600, 0o600]);
});
