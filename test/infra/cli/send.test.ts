import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendCommand } from "../../../infra/cli/commands/send.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { typed } from "./typed.ts";

const received: Buffer[] = [];
const server = createServer((request, response) => {
  void buffer(request).then((body) => {
    received.push(body);
    response.end("ok");
  });
});
beforeAll(() => new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening)));
afterAll(() => void server.close());

const terminal = { print: () => {}, warn: () => {}, isInteractive: false };
const folder = mkdtempSync(join(tmpdir(), "send-"));

test("--as-is sends the very bytes, whether they are text or not", async () => {
  const file = join(folder, "body");
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0xfe, 0x00, 0xc3, 0x7d]);
  writeFileSync(file, bytes);
  const { port } = addressOf(server.address());
  const url = `http://127.0.0.1:${port}/webhooks`;
  const words = ["x", file, "--as-is", "--url", url, "--secret", "s"];
  expect(await runCommand(sendCommand, words, { invocation: "send", terminal })).toBe(0);
  expect(received).toEqual([bytes]);
});

test("a run on this machine has the channels it was started with", async () => {
  const { channels, ...others } = pipelineConfig;
  const started = join(folder, "started.mjs");
  writeFileSync(
    started,
    `export default ${JSON.stringify({ ...others, channels: { "x-europe": channels.x } })};`,
  );
  const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_REGION: "r", AWS_ACCESS_KEY_ID: "k" };
  const lines = Object.entries({ ...env, AWS_SECRET_ACCESS_KEY: "s", FIRSTREPLY_CONFIG: started });
  writeFileSync(join(folder, "env"), lines.map(([name, value]) => `${name}=${value}`).join("\n"));
  const { code, warned } = await typed(sendCommand, ["x-eurpoe", "body", "--data", folder]);
  expect(code).toBe(2);
  expect(warned).toContain('no channel is called "x-eurpoe": did you mean x-europe?');
});

const addressOf = (address: string | AddressInfo | null): AddressInfo => {
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return address;
};
