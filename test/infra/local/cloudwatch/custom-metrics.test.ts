import { describe, expect, test } from "vitest";
import { createCustomMetrics } from "../../../../infra/local/cloudwatch/custom-metrics.ts";
import { getMetricData } from "../../../../infra/local/cloudwatch/get-metric-data.ts";
import { putMetricData } from "../../../../infra/local/cloudwatch/put-metric-data.ts";

const now = Math.floor(Date.now() / 300_000) * 300;
const Dimensions = [
  { Name: "service", Value: "receive-webhook" },
  { Name: "channel", Value: "x" },
];

const ask = (metrics: ReturnType<typeof createCustomMetrics>, changes = {}) =>
  getMetricData(metrics, {
    StartTime: now - 14 * 86_400,
    EndTime: now + 600,
    ScanBy: "TimestampAscending",
    MetricDataQueries: [
      {
        Id: "heard",
        MetricStat: {
          Metric: { Namespace: "Journey", MetricName: "WebhooksReceived", Dimensions },
          Period: 300,
          Stat: "Sum",
        },
      },
    ],
    ...changes,
  }).MetricDataResults;

const emf = (changes = {}) => ({
  _aws: {
    Timestamp: now * 1000,
    CloudWatchMetrics: [
      {
        Namespace: "Journey",
        Dimensions: [["service", "channel"]],
        Metrics: [{ Name: "WebhooksReceived", Unit: "Count" }],
      },
    ],
  },
  service: "receive-webhook",
  channel: "x",
  WebhooksReceived: 1,
  ...changes,
});

test("what functions write about themselves is summed by period and by its dimensions", () => {
  const metrics = createCustomMetrics();
  for (const line of [emf(), emf({ WebhooksReceived: [2, 3] }), emf({ channel: "facebook" })])
    metrics.readLine(line);
  for (const line of [undefined, { event: "webhook.accepted" }]) metrics.readLine(line);
  expect(ask(metrics)).toEqual([
    { Id: "heard", Label: "WebhooksReceived", StatusCode: "Complete", Timestamps: [now], Values: [6] },
  ]);
});

test("what was put by hand up to two weeks back is there, in the order asked for", () => {
  const metrics = createCustomMetrics();
  const MetricData = [13, 1].map((days) => ({
    MetricName: "WebhooksReceived",
    Dimensions: Dimensions.toReversed(),
    Timestamp: now - days * 86_400,
    Value: days,
  }));
  putMetricData(metrics, { Namespace: "Journey", MetricData });
  expect(ask(metrics)).toMatchObject([{ Values: [13, 1] }]);
  expect(ask(metrics, { ScanBy: "TimestampDescending" })).toMatchObject([{ Values: [1, 13] }]);
  expect(ask(metrics, { StartTime: now - 86_400 })).toMatchObject([{ Values: [1] }]);
});

describe("what CloudWatch would refuse is refused", () => {
  test.each([-14 * 86_400 - 60, 2 * 3600 + 60])("a time %d seconds away from now", (seconds) => {
    const MetricData = [{ MetricName: "WebhooksReceived", Timestamp: Date.now() / 1000 + seconds, Value: 1 }];
    expect(() => putMetricData(createCustomMetrics(), { Namespace: "Journey", MetricData })).toThrow(
      "two weeks",
    );
  });

  test("a metric nobody ever wrote has no figures, and a question we do not know is named", () => {
    expect(ask(createCustomMetrics())).toMatchObject([{ Values: [] }]);
    expect(() =>
      ask(createCustomMetrics(), { MetricDataQueries: [{ Id: "a", Expression: "m1*2" }] }),
    ).toThrow("Expression");
  });
});
