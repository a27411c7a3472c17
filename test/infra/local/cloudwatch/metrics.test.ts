import { describe, expect, test } from "vitest";
import { createCustomMetrics } from "../../../../infra/local/cloudwatch/custom-metrics.ts";
import { answerMetrics } from "../../../../infra/local/cloudwatch/metrics.ts";
import { readerMetrics } from "../../../../infra/local/cloudwatch/reader-metrics.ts";
import { recentDatapoints } from "../../../../infra/local/cloudwatch/recent-datapoints.ts";

let now = new Date("2026-11-21T03:00:00Z");
const iteratorAges = recentDatapoints(() => now);
const sent = new Map([["intake", new Date(Date.now() - 90_000)]]);
const answer = answerMetrics(
  readerMetrics({ sqs: { oldestSentAt: (name) => sent.get(name) }, iteratorAges }),
  createCustomMetrics(),
);

const ask = async (input: object): Promise<unknown> => {
  const { body } = await answer({
    service: "monitoring",
    operation: "GetMetricStatistics",
    accessKeyId: "key",
    method: "POST",
    path: "/",
    headers: {},
    body: Buffer.from(JSON.stringify({ Period: 60, Statistics: ["Maximum"], ...input })),
    signal: new AbortController().signal,
  });
  return JSON.parse(String(body));
};

const inSeconds = (iso: string): number => Date.parse(iso) / 1000;

describe("how old the oldest message is", () => {
  const present = { StartTime: Date.now() / 1000 - 60, EndTime: Date.now() / 1000 + 60 };
  test.each([
    ["intake", 90],
    ["empty", 0],
  ])("%s: %d s", async (queue, seconds) => {
    const asked = {
      Namespace: "AWS/SQS",
      MetricName: "ApproximateAgeOfOldestMessage",
      Dimensions: [{ Name: "QueueName", Value: queue }],
      ...present,
    };
    expect(await ask(asked)).toMatchObject({ Datapoints: [{ Maximum: seconds, Unit: "Seconds" }] });
  });
});

test("how far the stream's reader is behind is the worst of each period, and forgotten after a while", async () => {
  iteratorAges.add("Relay", 500);
  now = new Date("2026-11-21T03:00:20Z");
  iteratorAges.add("Relay", 9000);
  now = new Date("2026-11-21T03:01:10Z");
  iteratorAges.add("Relay", 20);
  const asked = {
    Namespace: "AWS/Lambda",
    MetricName: "IteratorAge",
    Dimensions: [{ Name: "FunctionName", Value: "Relay" }],
    StartTime: inSeconds("2026-11-21T02:55:00Z"),
    EndTime: inSeconds("2026-11-21T03:05:00Z"),
  };
  expect(await ask(asked)).toMatchObject({
    Datapoints: [
      { Timestamp: inSeconds("2026-11-21T03:00:00Z"), Maximum: 9000 },
      { Timestamp: inSeconds("2026-11-21T03:01:00Z"), Maximum: 20 },
    ],
  });
  now = new Date("2026-11-21T03:30:00Z");
  expect(await ask(asked)).toMatchObject({ Datapoints: [] });
});

test.each([
  [{ Namespace: "AWS/SQS", MetricName: "NumberOfMessagesSent" }, "measures no AWS/SQS NumberOfMessagesSent"],
  [{ Namespace: "AWS/SQS", MetricName: "ApproximateAgeOfOldestMessage" }, "by Moon"],
])("what is not measured is refused by name: %j", async (metric, words) => {
  const asked = { ...metric, Dimensions: [{ Name: "Moon", Value: "1" }], StartTime: 0, EndTime: 1 };
  await expect(ask(asked)).rejects.toThrow(words);
});
