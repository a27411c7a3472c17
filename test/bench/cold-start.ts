/**
 * What a function adds to the start of an environment. Each round starts a fresh Node for every bundle and for an empty
 * handler, one after the other, so that whatever else the machine does hits all alike; "over empty" is the difference
 * within a round. It transfers between machines where absolute times do not.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, entriesOf } from "../../infra/bundling/bundle.ts";
import { functionNames } from "../../infra/bundling/function-name.ts";
import { resolveConfig } from "../../infra/config/resolve-config.ts";
import type { Figure } from "./figure.ts";
import { machineState } from "./machine-state.ts";
import { median } from "./quantiles.ts";

const rounds = 15;

/** Enough for every handler to load: nothing is called. */
const environment = {
  PATH: process.env["PATH"],
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "x",
  AWS_SECRET_ACCESS_KEY: "x",
  POWERTOOLS_SERVICE_NAME: "bench",
  POWERTOOLS_METRICS_NAMESPACE: "bench",
  INTAKE_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/1/intake",
  DEAD_LETTER_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/1/dead",
  DEADLINE_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/1/deadline",
  CONVERSATIONS_TABLE_NAME: "conversations",
  EVENT_BUS_NAME: "bus",
  TIMEOUT_SECONDS: "15",
  WEBHOOK_URL: "https://example.com/webhooks",
  LINK_SECRET_ID: "links",
  ANSWER_PAGE_URL: "https://example.com/pages",
  FEED_SECRET_IDS: "{}",
};

export const measureColdStarts = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "firstreply-cold-"));
  try {
    const config = await resolveConfig();
    const empty = join(folder, "empty.mjs");
    writeFileSync(empty, "export const handler = async () => {};\n");
    const env = {
      ...environment,
      CHANNEL_SECRET_IDS: ids(Object.keys(config.channels)),
      ACCESS_SECRET_IDS: ids(Object.keys(config.channels)),
      DESTINATION_SECRET_IDS: ids(Object.keys(config.destinations)),
      PAGE_TOPIC_ARNS: ids(Object.keys(config.destinations)),
    };
    const names = [...functionNames, "mind-rosters", "read-feeds"] as const;
    const entries = entriesOf(names);
    const bundled = bundle({ entries, config, correction: null, outputDirectory: join(folder, "bundles") });
    const bundles = names.map((name) => ({ name, ...bundled(name) }));
    const over = new Map(bundles.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round += 1) {
      const base = startOf(empty, env);
      for (const { name, directory } of bundles)
        over.get(name)?.push(startOf(join(directory, "handler.mjs"), env) - base);
    }
    return bundles.map(({ name, bytes }) => ({
      what: name,
      value: `${(bytes / 1000).toFixed(0)} kB, ${median(over.get(name) ?? []).toFixed(0)} ms over an empty handler`,
      aim: name === "receive-webhook" ? "≤ 100 kB, ≤ 30 ms" : "≤ 130 ms",
      machine: machineState(),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Something for each name, as the stack would give it a secret or a topic. */
const ids = (names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, "secret"])));

/** Milliseconds from the start of a process to the end of one that has loaded this module. */
const startOf = (module: string, env: Readonly<Record<string, string | undefined>>): number => {
  const started = performance.now();
  const code = `await import(${JSON.stringify(pathToFileURL(module).href)}); process.exit(0)`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${module} does not load: ${withoutBundle(stderr)}`);
  return performance.now() - started;
};

/** The bundle itself is one line of it. */
const withoutBundle = (stderr: string): string =>
  stderr
    .split("\n")
    .filter((line) => line.length < 400)
    .join("\n")
    .trim();
