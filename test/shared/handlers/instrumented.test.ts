import type { Context } from "aws-lambda";
import { expect, test } from "vitest";
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
