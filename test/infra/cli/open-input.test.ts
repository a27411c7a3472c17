import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openInput } from "../../../infra/cli/open-input.ts";

const folder = mkdtempSync(join(tmpdir(), "open-input-"));

test("a file is read", async () => {
  const file = join(folder, "some.jsonl");
  writeFileSync(file, "{}\n");
  expect(await text(await openInput(file))).toBe("{}\n");
});

test("what is no file is refused before anything is read of it", async () => {
  await expect(openInput(folder, "shifts")).rejects.toThrow(
    / is a folder: give the path of a file of shifts/u,
  );
  await expect(openInput(join(folder, "none"))).rejects.toThrow(/ cannot be read: give the path of a file/u);
});

test("a folder as stdin is no empty file", () => {
  const stdin = openSync(folder, "r");
  const command = [join(import.meta.dirname, "../../../infra/cli/firstreply.ts"), "due"];
  const { status, stderr } = spawnSync(process.execPath, command, { stdio: [stdin, "pipe", "pipe"] });
  closeSync(stdin);
  expect(String(stderr)).toMatch(/^stdin is a folder: give it lines of JSON\n/u);
  expect(status).toBe(2);
});
