import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./eventually.ts";

const projectRoot = resolve(import.meta.dirname, "../..");

type Started = { readonly process: ChildProcessWithoutNullStreams; readonly said: () => string };

const start = (...args: string[]): Started => {
  const child = spawn(process.execPath, ["infra/start/start.ts", ...args], { cwd: projectRoot });
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  return { process: child, said: () => said };
};

/** The processes whose command line names this folder. */
const processesOf = (folder: string): Promise<string> =>
  new Promise((found) => {
    const search = spawn("pgrep", ["-af", folder]);
    let lines = "";
    search.stdout.on("data", (chunk) => (lines += String(chunk)));
    search.on("close", () =>
      found(
        lines
          .split("\n")
          .filter((line) => line !== "" && !line.includes("pgrep"))
          .join("\n"),
      ),
    );
  });

/** As somebody would write it who wants to deploy it next. */
const pagedElsewhere = {
  stackName: "Elsewhere",
  channels: { x: { platform: "x", account: "2244994945", handle: "brand" } },
  teams: {
    all: {
      takes: ["service", "sales", "chatter", "unsure"],
      replyWithinSeconds: 1,
      pages: ["duty-pagerduty", "duty-slack", "duty-teams"],
    },
  },
  destinations: {
    "duty-pagerduty": { kind: "pagerduty" },
    "duty-slack": { kind: "slack" },
    "duty-teams": { kind: "teams" },
  },
};

let data: string;
let started: Started;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "firstreply-start-"));
  started = start("--data", data, "--port", "0", "--plain");
  await eventually(() => /^ready /mu.exec(started.said())?.[0], started.said, 60_000);
});
afterAll(async () => {
  started.process.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

describe("npm start", () => {
  test("says where webhooks are taken, and leaves what anybody needs to talk to it", () => {
    const [, url = ""] = /^ready (\S+)$/mu.exec(started.said()) ?? [];
    const outputs = JSON.parse(readFileSync(join(data, "outputs.json"), "utf8"));
    expect(outputs.FirstReply.WebhookUrl).toBe(url);
    const secrets = JSON.parse(readFileSync(join(data, "secrets.json"), "utf8"));
    expect(secrets).toEqual({
      x: { consumerSecret: expect.any(String), clientSecret: expect.any(String) },
      facebook: { appSecret: expect.any(String), verifyToken: expect.any(String) },
    });
    const env = readFileSync(join(data, "env"), "utf8");
    expect(env).toMatch(
      /^AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\nAWS_REGION=[a-z0-9-]+\nAWS_ACCESS_KEY_ID=\S+\nAWS_SECRET_ACCESS_KEY=\S+\nFIRSTREPLY_CONFIG=\S+demo\.config\.ts\n$/u,
    );
  });

  test("tells the story: mentions are routed, a duplicate is dropped, an answer stops a clock, a page arrives", async () => {
    for (const told of [
      /^routed .* -> service queue/mu,
      /^routed .* -> sales queue/mu,
      /^ignored +seen before/mu,
      /^answered .* in time/mu,
      /^too late /mu,
      /^page .* arrived$/mu,
    ])
      await eventually(
        () => told.test(started.said()) || undefined,
        () => `never told: ${told}\n${started.said()}`,
        40_000,
      );
    expect(started.said()).not.toMatch(/^trouble/mu);
  });

  test("refuses a second start on the same data, in one clear sentence", async () => {
    const second = start("--data", data, "--port", "0", "--plain");
    const [code] = await once(second.process, "close");
    expect(code).toBe(2);
    expect(second.said()).toMatch(/in use by another runtime \(process \d+\)/u);
  });

  test("answers a body that `firstreply send` signs", async () => {
    const send = spawn(
      process.execPath,
      ["infra/cli/firstreply.ts", "send", "x", "events/x/hold-music.json", "--data", data],
      { cwd: projectRoot },
    );
    let said = "";
    send.stdout.on("data", (chunk) => (said += String(chunk)));
    const [code] = await once(send, "close");
    expect({ code, said: JSON.parse(said) }).toMatchObject({ code: 0, said: { channel: "x", status: 200 } });
  });

  test("ends cleanly on SIGTERM, with no process left", async () => {
    started.process.kill("SIGTERM");
    const [code] = await once(started.process, "close");
    expect(code).toBe(0);
    expect(await processesOf(data)).toBe("");
  });
});

describe("npm start with a pager of each kind that is somewhere else", () => {
  const place = mkdtempSync(join(tmpdir(), "firstreply-pagers-"));
  let night: Started;
  beforeAll(async () => {
    const config = join(place, "config.ts");
    writeFileSync(config, `export default ${JSON.stringify(pagedElsewhere)};`);
    night = start("--data", join(place, "data"), "--port", "0", "--plain", "--no-demo", "--config", config);
    await eventually(() => /^ready /mu.exec(night.said())?.[0], night.said, 60_000);
  });
  afterAll(() => {
    night.process.kill("SIGKILL");
    rmSync(place, { recursive: true, force: true });
  });
  const firstreply = (...args: string[]) =>
    once(
      spawn(process.execPath, ["infra/cli/firstreply.ts", ...args, "--data", join(place, "data")], {
        cwd: projectRoot,
        stdio: "ignore",
      }),
      "close",
    );
  const untilTold = (told: RegExp): Promise<RegExpExecArray> =>
    eventually(
      () => told.exec(night.said()) ?? undefined,
      () => `never told: ${told}\n${night.said()}`,
      40_000,
    );

  test("shows each page here, calls nobody elsewhere, and shows what became of it as what it is", async () => {
    await firstreply("send", "x", "events/x/hold-music.json");
    const [, id = ""] = await untilTold(/^paged +(\S+) .*duty-pagerduty/mu);
    await untilTold(/^page +Too late: .* arrived$/mu);
    await untilTold(/^notice +Too late: [^\n]* by chat\n(?:.*\n)*notice +Too late: .* by chat$/mu);

    await firstreply("acknowledge", id, "--by", "Ada");
    await untilTold(/^acknowledged +Too late: /mu);
    await untilTold(/^notice +Taken: .* by chat$/mu);
    await firstreply("close", id, "--by", "Ada");
    await untilTold(/^resolved +Too late: /mu);
    await untilTold(/^notice +Nothing left to do: .* by chat$/mu);
    expect(night.said()).not.toMatch(/^trouble/mu);
    expect(night.said().match(/^page /gmu)).toHaveLength(1);
  });
});

test.each([
  [["--port", "many"], "--port: is no port"],
  [["--port", ""], "--port: is no port"],
  [["--config", "nowhere.config.ts"], "there is no such configuration file"],
  [["--wat"], "there is no flag --wat"],
])("%j is refused with a sentence that helps", async (args, sentence) => {
  const elsewhere = mkdtempSync(join(tmpdir(), "firstreply-start-"));
  const refused = start("--data", elsewhere, ...args);
  const [code] = await once(refused.process, "close");
  rmSync(elsewhere, { recursive: true, force: true });
  expect(code).toBe(2);
  expect(refused.said()).toContain(sentence);
  expect(refused.said()).not.toMatch(/^ +at /mu);
});
