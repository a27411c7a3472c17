import type { Context } from "aws-lambda";
import { expect, test, vi } from "vitest";
import { instrumented } from "../../../shared/handlers/instrumented.ts";
import { metrics, telemetry } from "../../../shared/handlers/powertools.ts";

const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: "sweep-deadlines",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:sweep-deadlines",
  memoryLimitInMB: "128",
  awsRequestId: "1",
  logGroupName: "g",
  logStreamName: "s",
  getRemainingTimeInMillis: () => 1000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** What an invocation that does this work leaves in the log of metrics. */
const linesOf = async (work: () => void): Promise<string[]> => {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const sink = metrics["console"];
  const { log, warn } = sink;
  Object.assign(sink, { log: keep, warn: keep });
  try {
    await instrumented(async () => work())({}, context).catch(() => {});
  } finally {
    Object.assign(sink, { log, warn });
  }
  return lines;
};

test("an invocation that counts nothing says nothing of metrics", async () => {
  expect(await linesOf(() => {})).toEqual([]);
});

test.each([
  ["succeeds", () => {}],
  [
    "fails",
    () => {
      throw new Error("away");
    },
  ],
])("what an invocation counts is published when it %s", async (_, end) => {
  const lines = await linesOf(() => {
    telemetry.count("WebhookAccepted", 2);
    end();
  });
  expect(lines).toContainEqual(expect.stringContaining('"WebhookAccepted":2'));
});

test("no setting makes a function log what it was given", async () => {
  const lines: string[] = [];
  vi.stubEnv("POWERTOOLS_LOGGER_LOG_EVENT", "true");
  // A logger reads its settings when it is loaded.
  vi.resetModules();
  const { logger } = await import("../../../shared/handlers/powertools.ts");
  const { instrumented: anew } = await import("../../../shared/handlers/instrumented.ts");
  Object.assign(logger["console"], { info: (line: string) => void lines.push(line) });
  await anew(async () => logger.info("page.opened"))({ rawPath: "/pages/a-secret" }, context);
  vi.unstubAllEnvs();
  vi.resetModules();
  expect(lines).toEqual([expect.stringContaining("page.opened")]);
});
